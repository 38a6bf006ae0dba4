using System.Text.Json.Nodes;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Evaluation.Benchmarks;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary><c>benchmark</c>: every question answered greedily; what an answer counts as is compared with the expected one, and counted per group.</summary>
public sealed class BenchmarkStage : IStage
{
    /// <inheritdoc/>
    public void Run(StageContext context, CancellationToken cancel)
    {
        var spec = (BenchmarkSpec)context.Node.Spec;
        using var start = StageModels.Multimodal(context);
        var questions = DataViews.Questions(context.Node.Data);
        StageRows.Keep(context, questions.Report());
        if (questions.Count == 0) throw new StageException($"stage `{context.Node.Stage}` has no questions to ask");
        // Questions about one image follow each other, so that a batch looks at each of its images once.
        var order = questions.Index().OrderBy(q => q.Item.Image.Id, StringComparer.Ordinal).ThenBy(q => q.Index).Select(q => q.Index).ToArray();
        var answers = new string[questions.Count];
        var answered = 0;
        using var noGrad = torch.no_grad();
        foreach (var rows in order.Chunk(spec.BatchSize))
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var texts = Answer(start, [.. rows.Select(r => questions[r])], spec.MaxNewTokens, context.Device, cancel);
            for (var i = 0; i < rows.Length; i++) answers[rows[i]] = texts[i];
            context.Progress.Report(answered += rows.Length, questions.Count, "question");
        }
        var result = BenchmarkScorer.Score([.. questions.Select((q, i) => new BenchmarkAnswer(q.Id, q.Group, q.Question, q.Answer, answers[i])
        {
            Form = q.Form, Options = q.Options, VariantOf = q.VariantOf,
        })]);
        context.Folder.WriteScores(result.Scores);
        context.Folder.WriteItems(result.Items.Select(Item));
    }

    private static JsonObject Item(BenchmarkItem item)
    {
        var json = new JsonObject
        {
            ["id"] = item.Answer.Id,
            ["group"] = item.Answer.Group,
            ["question"] = item.Answer.Question,
            ["expected"] = item.Answer.Expected,
            ["answer"] = item.Answer.Given,
        };
        if (item.Answer.Form != AnswerForm.Text) json["read_as"] = item.Answer.Read;
        json["score"] = item.Score;
        return json;
    }

    private static IReadOnlyList<string> Answer(
        StageModel start, IReadOnlyList<QuestionSample> questions, int maxNewTokens, torch.Device device, CancellationToken cancel)
    {
        var model = start.Model;
        var distinct = questions.Select(q => q.Image).DistinctBy(i => i.Id).ToList();
        var numbers = distinct.Index().ToDictionary(i => i.Item.Id, i => (long)i.Index);
        var pixels = new ImageBatches(start.Images, distinct).Tiles([.. Enumerable.Range(0, distinct.Count)], device);
        var projected = model.Project(model.VisionFeatures(pixels.Pixels), pixels.Originals).reshape(-1, model.LanguageModel.Shape.EmbedDim) // [N, D]
            .split([.. pixels.Originals.Select(size => (long)model.TokensOf(size))]); // an image each, [Q, D]
        var prompts = questions.Select(q => start.Tokenizer.Prompts.Question(q.Question)).ToList();
        var ids = GreedyAnswers.Generate(model, [.. questions.Select(q => projected[numbers[q.Image.Id]])], prompts, start.Tokenizer.Prompts.StopIds, maxNewTokens, cancel);
        return [.. ids.Select(start.Tokenizer.Decode)];
    }
}
