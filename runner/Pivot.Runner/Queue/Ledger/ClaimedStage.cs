namespace Pivot.Runner.Queue.Ledger;

/// <summary>A stage that this host may do, under an epoch that nobody else has.</summary>
public sealed record ClaimedStage
{
    /// <summary>The run.</summary>
    public required Guid Run { get; init; }

    /// <summary>The node's key.</summary>
    public required string Key { get; init; }

    /// <summary>The fence: whoever holds an older number has lost the stage.</summary>
    public required long Epoch { get; init; }

    /// <summary>As a person tells nodes apart.</summary>
    public required string Label { get; init; }

    /// <summary>The stage's kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The queue it was taken from.</summary>
    public required string Queue { get; init; }

    /// <summary>The node as JSON.</summary>
    public required string Node { get; init; }

    /// <summary>What the key is the hash of.</summary>
    public required string Content { get; init; }

    /// <summary>What it was counted to take, as JSON, or null.</summary>
    public string? Work { get; init; }

    /// <summary>New attempts that the spec allows after failures of the stage's own.</summary>
    public required int RetriesAllowed { get; init; }

    /// <summary>Seconds of work that all attempts together may take, or null.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Seconds of earlier attempts.</summary>
    public required double SpentSeconds { get; init; }

    /// <summary>Whether the spec lets the micro-batch be halved for want of memory.</summary>
    public required bool MayHalve { get; init; }

    /// <summary>What became of earlier attempts.</summary>
    public required AttemptCounts Counts { get; init; }

    /// <summary>Seconds between becoming ready to be begun and this claim.</summary>
    public double WaitedSeconds { get; init; }
}
