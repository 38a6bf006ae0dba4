namespace Pivot.Runner.Store;

/// <summary><c>run.json</c> of a run's folder: what happened to every node of the plan.</summary>
public sealed record RunRecord
{
    /// <summary>The plan's hash.</summary>
    public required string PlanHash { get; init; }

    /// <summary>When this run started, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Where it ran.</summary>
    public required HostInfo Host { get; init; }

    /// <summary>Every node of the plan, in plan order.</summary>
    public required IReadOnlyList<StageRecord> Stages { get; init; }
}
