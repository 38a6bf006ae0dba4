using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Graphs;

/// <summary>Counts what a node of a plan takes.</summary>
public static class StageCosts
{
    /// <summary>The cost of a node. Where its data or vocabulary was not counted, what depends on it is null or taken at the spec's upper bound.</summary>
    /// <param name="node">The node.</param>
    /// <param name="plan">Its plan, for what its parents left behind.</param>
    public static StageCost Of(PlanNode node, Plan plan) => throw new NotImplementedException();
}
