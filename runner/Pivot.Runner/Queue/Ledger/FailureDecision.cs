namespace Pivot.Runner.Queue.Ledger;

/// <summary>What follows a failed attempt.</summary>
/// <param name="Again">Whether the stage is tried again.</param>
/// <param name="After">The pause before that.</param>
/// <param name="Counts">The attempts with this one in them; null where it is not tried again.</param>
/// <param name="AvoidHost">Whether another host is to do it, if there is one.</param>
/// <param name="BlamesHost">Whether it counts against the host.</param>
/// <param name="Absolves">A host that was blamed for an earlier failure of this stage: it was the stage, since another host fared the same.</param>
public sealed record FailureDecision(bool Again, TimeSpan After, AttemptCounts? Counts, bool AvoidHost = false, bool BlamesHost = false, Guid? Absolves = null)
{
    /// <summary>The stage has failed.</summary>
    public static FailureDecision Final { get; } = new(false, TimeSpan.Zero, null);
}
