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

    /// <summary>Time from now after which nothing more is begun, or null.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Failed stages after which nothing more is begun.</summary>
    public int MaxFailures { get; init; } = 10;

    /// <summary>What follows when a stage runs out of memory: <c>fail</c> or <c>halve</c>.</summary>
    public string OutOfMemory { get; init; } = "fail";

    /// <summary>All arms at the first seed before the second seed is begun; otherwise longest chains first.</summary>
    public bool BreadthFirst { get; init; } = true;

    /// <summary>Who is told when it has ended: e-mail addresses, or <c>webhook</c>.</summary>
    public IReadOnlyList<string> Notify { get; init; } = [];

    /// <summary>The schedule that made it, or null.</summary>
    public string? Schedule { get; init; }

    /// <summary>The occurrence of the schedule it was made for, or null.</summary>
    public DateTimeOffset? PlannedFor { get; init; }
}
