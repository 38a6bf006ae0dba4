namespace Pivot.Runner.Store;

/// <summary>One stage of a run.</summary>
/// <param name="Key">The node's key.</param>
/// <param name="Stage">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="State">How it ended.</param>
/// <param name="Seconds">Seconds of work it took when it was done, in this run or an earlier one (all attempts); 0 if not done.</param>
/// <param name="Cause">Why it failed or which stage's failure stopped it; null otherwise.</param>
public sealed record StageRecord(string Key, string Stage, string Kind, StageState State, double Seconds, string? Cause)
{
    /// <summary>Times it was tried again in this run after a failure (<c>run.retries</c>).</summary>
    public int Retries { get; init; }

    /// <summary>The failure after which it was tried again the last time; null where it was not.</summary>
    public string? RetriedAfter { get; init; }

    /// <summary>The class of its failure; null where it did not fail.</summary>
    public FailureClass? Failure { get; init; }

    /// <summary>How this run did it other than asked (<c>run.out_of_memory</c>); null where it did not.</summary>
    public Adjustment? Adjusted { get; init; }
}
