using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Evaluation.Probes;

namespace Pivot.Runner.Stages;

/// <summary><c>linear_probe</c>: logistic regression on stored features.</summary>
public sealed class LinearProbeStage : IStage
{
    /// <inheritdoc/>
    public void Run(StageContext context, CancellationToken cancel)
    {
        var spec = (LinearProbeSpec)context.Node.Spec;
        var set = DataViews.Labels(context.Node.Data);
        var features = ProbeFeatures.Open(context);
        using var train = ProbeFeatures.Of(features, set.Train.Select(s => s.Image)); // [N, D]
        using var test = ProbeFeatures.Of(features, set.Test.Select(s => s.Image)); // [M, D]
        var result = new LinearProbe(spec.C).Run(
            train, [.. set.Train.Select(s => s.Label)], test, [.. set.Test.Select(s => s.Label)], set.Classes.Count,
            (done, total) => context.Progress.Report(done, total, "fit"), cancel);
        context.Folder.WriteScores(new Dictionary<string, double>(result.Scores) { ["c"] = result.ChosenC });
        context.Folder.WriteItems(LabelItems.Of(set, result.Items));
    }
}
