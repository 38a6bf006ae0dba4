using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution;

/// <summary>One row of <see cref="StageTable"/>.</summary>
internal sealed class StageEntry(PlanNode node, int order)
{
    public PlanNode Node { get; } = node;

    /// <summary>Place in the plan.</summary>
    public int Order { get; } = order;

    /// <summary>Nodes that read this one.</summary>
    public List<StageEntry> Children { get; } = [];

    /// <summary>Stages on the longest chain that begins here: what is long is started first.</summary>
    public int Height { get; set; } = 1;

    /// <summary>Parents not done yet.</summary>
    public int Missing { get; set; }

    /// <summary>Handed to the dispatcher and not begun.</summary>
    public bool Queued { get; set; }

    /// <summary>How often it was begun in this run; who holds an older number has lost the stage.</summary>
    public int Epoch { get; set; }

    public StageRecord Record { get; set; } = new(node.Key, node.Stage, node.Spec.Kind, StageState.Waiting, 0, null);
}
