using Pivot.Dsl.Graphs;
using Pivot.Dsl.Graphs.Modules;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Confounds;

/// <summary>
/// What training nodes take, counted once for all that are alike in what the counts depend on. A sweep has thousands of nodes that differ in their
/// parents alone, and to count one means to build its modules.
/// </summary>
internal sealed class SharedCosts(Plan plan)
{
    private readonly Dictionary<(StageSpec, ModelSpec?, DataCounts?, SampleKind, Vocabulary, bool), StageCost> _known = [];

    /// <summary>The node's cost, exact in parameters, updates, rows and tokens.</summary>
    public StageCost Of(PlanNode node)
    {
        var alike = (node.Spec, node.Model, node.Counts, node.Data.Kind, Vocabulary.Of(node, plan), node.Parents.ContainsKey(ParentRoles.Features));
        return _known.TryGetValue(alike, out var known) ? known : _known[alike] = StageCosts.Of(node, plan);
    }
}
