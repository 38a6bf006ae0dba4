using BenchmarkDotNet.Attributes;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Scenes;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using Pivot.Runner.Training;
using TorchSharp;

namespace Pivot.Runner.Benchmarks;

/// <summary>
/// Forward and backward of the same questions about the same images at the quickstart's widths: all questions of an image in one row that
/// shares its tokens, against a row for each question.
/// </summary>
public class SharedImageBenchmarks
{
    private MultimodalModel _model = null!;
    private MultimodalBatch _shared = null!;
    private MultimodalBatch _separate = null!;

    [GlobalSetup]
    public void Setup()
    {
        var world = new ScenesWorld(48, 8, 8, 11);
        var samples = world.Instruct(Split.Train);
        var tokenizer = WordTokenizer.Build(samples.SelectMany(s => s.Turns.SelectMany(t => new[] { t.Question, t.Answer })), 1000);
        var tower = new SiglipVisionShape { ImageSize = 48, PatchSize = 8, EmbedDim = 96, MlpDim = 384, NumLayers = 4, NumHeads = 2 };
        var language = new LanguageShape { VocabSize = tokenizer.VocabSize, EmbedDim = 96, MlpDim = 256, NumLayers = 3, NumHeads = 2, NumKvHeads = 2, MaxPositions = 512 };
        _model = new MultimodalModel(new SiglipVisionModel(tower), new MlpProjector(96, 96), new CausalLanguageModel(language), PivotTokens.Image, -1);
        Initializer.Draw(_model, 0);
        _shared = Batch(samples, tokenizer, tower.NumPatches);
        _separate = Batch([.. samples.SelectMany(s => s.Turns.Select(t => s with { Turns = [t] }))], tokenizer, tower.NumPatches);
        if (_shared.Targets.shape[0] != _separate.Targets.shape[0]) throw new InvalidOperationException("the two do not score the same tokens");
    }

    [Benchmark(Baseline = true, Description = "a row a question")]
    public void Separate() => Step(_separate);

    [Benchmark(Description = "questions share the image")]
    public void Shared() => Step(_shared);

    private void Step(MultimodalBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        foreach (var parameter in _model.parameters()) parameter.grad = null;
        new SupervisedObjective(_model).Evaluate(batch).Loss.backward();
    }

    private static MultimodalBatch Batch(IReadOnlyList<ConversationSample> samples, Tokenizer tokenizer, int patches)
    {
        int[] all = [.. Enumerable.Range(0, samples.Count)];
        return MultimodalCollation.Collate(
            [.. samples.Select(s => TokenTrees.Independent(s, tokenizer, patches))], all,
            new ImageBatches(Pivot.Runner.Data.Images.ImageProcessor.Siglip(48), [.. samples.Select(s => s.Image)]).Pixels(all, torch.CPU), null, torch.CPU);
    }
}
