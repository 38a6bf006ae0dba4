using Pivot.Dsl.Graphs.Costs;
using Pivot.Dsl.Graphs.Modules;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs;

/// <summary>Counts what a node of a plan takes.</summary>
public static class StageCosts
{
    /// <summary>The cost of a node. Where its data or vocabulary was not counted, what depends on it is null or taken at the spec's upper bound.</summary>
    /// <param name="node">The node.</param>
    /// <param name="plan">Its plan, for what its parents left behind.</param>
    public static StageCost Of(PlanNode node, Plan plan)
    {
        var use = StageUse.Of(node, plan);
        return node.Spec switch
        {
            TrainingStageSpec spec => TrainingCost.Of(node, plan, spec, use),
            LinearProbeSpec or KnnProbeSpec or SegmentationProbeSpec => ProbeCost.Of(node, plan, StageModules.Head(node, plan)),
            _ => ReadingCost.Of(node, plan, use, CountedModel.Of(node, plan, use)),
        };
    }
}
