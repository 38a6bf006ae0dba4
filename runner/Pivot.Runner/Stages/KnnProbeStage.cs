using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Evaluation.Probes;

namespace Pivot.Runner.Stages;

/// <summary><c>knn_probe</c>: weighted nearest neighbours on stored features.</summary>
public sealed class KnnProbeStage : IStage
{
    /// <inheritdoc/>
    public void Run(StageContext context, CancellationToken cancel)
    {
        var spec = (KnnProbeSpec)context.Node.Spec;
        var set = DataViews.Labels(context.Node.Data);
        var features = ProbeFeatures.Open(context);
        using var train = ProbeFeatures.Of(features, set.Train.Select(s => s.Image)); // [N, D]
        using var test = ProbeFeatures.Of(features, set.Test.Select(s => s.Image)); // [M, D]
        var result = new KnnProbe(spec.K, spec.Temperature).Run(
            train, [.. set.Train.Select(s => s.Label)], test, [.. set.Test.Select(s => s.Label)], set.Classes.Count, cancel);
        context.Folder.WriteScores(result.Scores);
        context.Folder.WriteItems(LabelItems.Of(set, result.Items));
    }
}
