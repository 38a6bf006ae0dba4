using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>A run as it is submitted: its plan, and how the queue is to treat it.</summary>
public sealed record SubmittedRun
{
    /// <summary>The compiled plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The run's folder in the store, NAME-HASH8.</summary>
    public required string Folder { get; init; }

    /// <summary>What a stage was counted to take, or null where nobody counted.</summary>
    public required Func<PlanNode, StageWork?> Counted { get; init; }

    /// <summary>Who submits it.</summary>
    public required string By { get; init; }

    /// <summary>Its place in the queue where the command says one; the spec's otherwise.</summary>
    public int? Priority { get; init; }

    /// <summary>The schedule that made it, or null.</summary>
    public string? Schedule { get; init; }

    /// <summary>The occurrence of the schedule it was made for, or null.</summary>
    public DateTimeOffset? PlannedFor { get; init; }
}
