namespace Pivot.Dsl.Plans.Confounds;

/// <summary>A training stage in the baseline and in an arm; one of the two is null where only the other has it.</summary>
internal sealed record TrainedPair(string Stage, PlanNode? Baseline, PlanNode? Arm)
{
    /// <summary>Data sources that it reads in either.</summary>
    public IReadOnlyList<string> Sources => [.. new[] { Baseline, Arm }.OfType<PlanNode>().Select(SourceOf).Distinct()];

    /// <summary>The source that a node reads: <c>scenes</c> of <c>scenes.captions</c>.</summary>
    public static string SourceOf(PlanNode node) => node.Spec.Data.Split('.')[0];

    /// <summary>The pairs of two sets of nodes by their names, those that are one node in both included.</summary>
    public static IReadOnlyList<TrainedPair> Of(IReadOnlyDictionary<string, PlanNode> baseline, IReadOnlyDictionary<string, PlanNode> arm) =>
        [.. baseline.Keys.Concat(arm.Keys).Distinct().Select(name => new TrainedPair(name, baseline.GetValueOrDefault(name), arm.GetValueOrDefault(name)))];
}
