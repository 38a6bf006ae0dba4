using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Graphs;

/// <summary>The model that a node of a plan would build, as a tree of modules.</summary>
public static class StageModules
{
    /// <summary>The root module, or null for a stage that has no model (a probe on stored features has its head).</summary>
    /// <param name="node">The node.</param>
    /// <param name="plan">Its plan.</param>
    public static ModuleNode? Of(PlanNode node, Plan plan) => throw new NotImplementedException();
}
