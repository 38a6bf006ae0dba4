using Pivot.Dsl.Graphs;

namespace Pivot.Dsl.Plans.Forecasts;

/// <summary>Tells how fast the stages of a plan will be, from the best that is known of this host.</summary>
public interface IStageSpeeds
{
    /// <summary>The device that is spoken of, with what tells it from others: <c>cpu, 2 cores</c>.</summary>
    string Device { get; }

    /// <summary>The speed of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="cost">What it takes.</param>
    StageSpeed Of(PlanNode node, StageCost cost);
}
