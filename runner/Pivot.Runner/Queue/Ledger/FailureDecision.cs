namespace Pivot.Runner.Queue.Ledger;

/// <summary>What follows a failed attempt.</summary>
/// <param name="Again">Whether the stage is tried again.</param>
/// <param name="After">The pause before that.</param>
/// <param name="Counts">The attempts with this one in them; null where it is not tried again.</param>
/// <param name="AvoidHost">Whether another host is to do it, if there is one.</param>
/// <param name="BlamesHost">Whether it counts against the host.</param>
public sealed record FailureDecision(bool Again, TimeSpan After, AttemptCounts? Counts, bool AvoidHost = false, bool BlamesHost = false)
{
    /// <summary>The stage has failed.</summary>
    public static FailureDecision Final { get; } = new(false, TimeSpan.Zero, null);
}
