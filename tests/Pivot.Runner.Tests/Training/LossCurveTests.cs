using System.Globalization;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Scenes;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using Pivot.Runner.Training;
using Pivot.Runner.Training.Objectives;
using Pivot.Runner.Training.Objectives.Preferences;
using Pivot.Runner.Training.Optimizers;
using Pivot.Runner.Training.Schedules;
using TorchSharp;

namespace Pivot.Runner.Tests.Training;

/// <summary>
/// Twenty steps of SFT and of DPO from data to update against stored curves: what breaks silently anywhere on that way shows here.
/// PIVOT_ACCEPT_GOLDENS=1 writes the curves anew.
/// </summary>
public class LossCurveTests
{
    private const int Steps = 20;

    // Kernels differ between processors in the last bits, and twenty steps spread that; a real change moves the curve far more.
    private const double Tolerance = 2e-3;

    [Theory]
    [InlineData("sft")]
    [InlineData("dpo")]
    public void Twenty_steps_give_the_stored_curve(string objective)
    {
        torch.set_num_threads(1);
        var file = Path.Combine(SourceFolder(), $"{objective}-losses-cpu.txt");
        var losses = Train(objective);
        if (Environment.GetEnvironmentVariable("PIVOT_ACCEPT_GOLDENS") == "1")
            File.WriteAllLines(file, losses.Select(l => l.ToString("f6", CultureInfo.InvariantCulture)));
        var expected = File.ReadLines(file).Select(l => double.Parse(l, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Steps, expected.Count);
        for (var step = 0; step < Steps; step++) Assert.Equal(expected[step], losses[step], Tolerance);
    }

    [Fact]
    public void The_loss_falls_and_no_tensor_is_left_behind()
    {
        torch.set_num_threads(1);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var losses = Train("sft");
        Assert.True(losses[^3..].Average() < losses[..3].Average());
        // The count is this thread's: batches are made on another one and disposed of here. Seven tensors a micro-batch, and nothing else.
        Assert.Equal(Steps * 2 * 7, before - DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static List<double> Train(string objective)
    {
        using var scope = torch.NewDisposeScope();
        var world = new ScenesWorld(32, 120, 8, 5);
        var tokenizer = WordTokenizer.Build(world.Instruct(Split.Train).SelectMany(s => s.Turns.SelectMany(t => new[] { t.Question, t.Answer })), 1000);
        var tower = new SiglipVisionShape { ImageSize = 32, PatchSize = 8, EmbedDim = 32, MlpDim = 64, NumLayers = 2, NumHeads = 2 };
        var language = new LanguageShape
        {
            VocabSize = tokenizer.VocabSize, EmbedDim = 32, MlpDim = 64, NumLayers = 2, NumHeads = 2, NumKvHeads = 1, MaxPositions = 512,
        };
        using var model = new MultimodalModel(new SiglipVisionModel(tower), new MlpProjector(32, 32), new CausalLanguageModel(language), PivotTokens.Image, -1);
        Initializer.Draw(model, 1);
        var dpo = objective == "dpo";
        var rows = dpo
            ? world.Preference().Select(s => (s.Image, Tree: TokenTrees.Pair(s, tokenizer, tower.NumPatches))).ToList()
            : world.Instruct(Split.Train).Select(s => (s.Image, Tree: TokenTrees.Independent(s, tokenizer, tower.NumPatches))).ToList();
        var images = new ImageBatches(ImageProcessor.Siglip(32), [.. rows.Select(r => r.Image)]);
        var batches = new StepBatches<MultimodalBatch>(rows.Count, 8, 2, 3, numbers => MultimodalCollation.Collate(
            [.. numbers.Select(n => rows[n].Tree)], numbers, images.Pixels(numbers, torch.CPU), null, torch.CPU));
        IObjective<MultimodalBatch> loss = dpo
            ? new PreferenceObjective(model, new SigmoidLoss(0.1), torch.zeros(rows.Count, 2))
            : new SupervisedObjective(model);
        using var optimizer = new AdamW([.. ParameterGroup.ForPart("model", model.named_parameters().Select(p => (p.name, p.parameter)), 2e-3, 0.01)]);
        var curve = new Curve();
        new Trainer<MultimodalBatch>(
            new TrainerSettings(Steps, 1, 0, 0), batches, loss, optimizer, LearningRateSchedule.Named("cosine", Steps, 0.1), curve, new NoCheckpoint())
            .Run(CancellationToken.None);
        return curve.Losses;
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private sealed class Curve : ITrainingObserver
    {
        public List<double> Losses { get; } = [];

        public void Stepped(long stepsDone, StepReport report, double learningRateFactor, double gradientNorm) => Losses.Add(report.Loss);

        public void Evaluated(long stepsDone, StepReport report)
        {
        }
    }

    private sealed class NoCheckpoint : ITrainingCheckpoint
    {
        public long Load() => 0;

        public void Save(long stepsDone) => Assert.Fail("no checkpoint was asked for");
    }
}
