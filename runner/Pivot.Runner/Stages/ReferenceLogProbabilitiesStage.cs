using Pivot.Dsl.Graphs;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Store;
using Pivot.Runner.Training;
using Pivot.Runner.Training.Objectives;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>
/// <c>reference_log_probabilities</c>: what the frozen reference gives every chosen and rejected answer, summed over tokens. Made once and
/// read by every arm and seed, instead of a second model in each step.
/// </summary>
public sealed class ReferenceLogProbabilitiesStage : IStage
{
    private const string TensorName = "log_probabilities";
    private const int MostRows = 64;

    /// <summary>The table of a finished stage: float [rows, 2], chosen and rejected.</summary>
    public static torch.Tensor Load(CompletedStage stage, torch.Device device) =>
        TensorFile.Load(stage.Folder.LogProbabilities, device)[TensorName];

    /// <inheritdoc/>
    public void Run(StageContext context, CancellationToken cancel)
    {
        using var start = StageModels.Multimodal(context);
        var rows = new MultimodalRows(context, start, DataViews.Preferences(context.Node.Data)
            .Each(s => (s.Id, s.Image, TokenTrees.Pair(s, start.Tokenizer, start.TokensOf(s.Image)))));
        using var noGrad = torch.no_grad();
        var values = new List<float>(rows.Count * 2);
        foreach (var chunk in Enumerable.Range(0, rows.Count).Chunk(ModelWidths.RowsAtOnce(context.Node.Model!, MostRows, language: true)))
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            using var batch = rows.Collate(chunk);
            var sums = AnswerLogProbabilities.Sum(AnswerLogits.Of(start.Model, batch), batch.Targets, batch.AnswerIndex, batch.AnswerCount);
            values.AddRange(sums.cpu().data<float>());
            context.Progress.Report(values.Count / 2, rows.Count, "pair");
        }
        using var table = torch.tensor(values.ToArray(), [rows.Count, 2]);
        TensorFile.Save(context.Folder.LogProbabilities, new Dictionary<string, torch.Tensor> { [TensorName] = table });
    }
}
