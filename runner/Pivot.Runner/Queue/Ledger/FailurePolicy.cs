using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>
/// The one table of what follows a failed attempt. Pure, so that it can be read and tested; bounded for every class, kills included, so that no stage is tried for
/// ever.
/// </summary>
/// <param name="Pause">The shortest pause before a failure of the stage's own is tried again; the next ones are four times as long each, half an hour at most.</param>
public sealed record FailurePolicy(TimeSpan Pause)
{
    /// <summary>Attempts that may end with their host.</summary>
    public const int MostLosses = 10;

    /// <summary>Attempts whose process may be killed by somebody else.</summary>
    public const int MostKills = 5;

    /// <summary>Attempts that may end in a native abort or a stall, where the spec allows no more.</summary>
    public const int MostCrashes = 2;

    /// <summary>Attempts that may fail for what hosts lack.</summary>
    public const int MostHostFailures = 10;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    /// <summary>Decides.</summary>
    /// <param name="failure">What ended the attempt.</param>
    /// <param name="counts">How earlier attempts ended.</param>
    /// <param name="retriesAllowed"><c>run.retries</c>.</param>
    /// <param name="mayHalve">Whether the micro-batch may and can be halved once more.</param>
    /// <param name="host">The host of the attempt.</param>
    /// <param name="othersServe">Whether another live host could do the stage.</param>
    public FailureDecision Decide(FailureClass failure, AttemptCounts counts, int retriesAllowed, bool mayHalve, Guid host, bool othersServe)
    {
        // It may be the host that has no memory, no mount, a broken device: somebody else is asked once. Who fares the same clears the first one.
        var mayBeTheHost = failure is FailureClass.OutOfMemory or FailureClass.Data or FailureClass.Killed or FailureClass.Crashed;
        if (mayBeTheHost && counts.BlamedHost is null && othersServe)
            return new(Again: true, TimeSpan.Zero, counts with { BlamedHost = host }, AvoidHost: true, BlamesHost: true);
        var decision = OfTheStage(failure, counts, retriesAllowed, mayHalve);
        return mayBeTheHost && counts.BlamedHost is { } blamed && blamed != host ? decision with { Absolves = blamed } : decision;
    }

    private FailureDecision OfTheStage(FailureClass failure, AttemptCounts counts, int retriesAllowed, bool mayHalve) => failure switch
    {
        FailureClass.Diverged or FailureClass.Spec or FailureClass.Timeout or FailureClass.Data => FailureDecision.Final,
        FailureClass.Host => counts.HostFailures < MostHostFailures ? Elsewhere(counts) : FailureDecision.Final,
        FailureClass.OutOfMemory => mayHalve ? new(Again: true, TimeSpan.Zero, counts with { Halvings = counts.Halvings + 1 }) : FailureDecision.Final,
        FailureClass.Killed when counts.Crashes >= 1 && mayHalve => new(Again: true, TimeSpan.Zero, counts with { Crashes = counts.Crashes + 1, Halvings = counts.Halvings + 1 }),
        FailureClass.Killed => Crash(counts, MostKills),
        FailureClass.Crashed or FailureClass.Stalled => Crash(counts, Math.Max(MostCrashes, retriesAllowed)),
        FailureClass.Lost => counts.Losses < MostLosses ? new(Again: true, TimeSpan.Zero, counts with { Losses = counts.Losses + 1 }) : FailureDecision.Final,
        FailureClass.Code => counts.Retries < retriesAllowed
            ? new(Again: true, Backed(counts.Retries), counts with { Retries = counts.Retries + 1 })
            : FailureDecision.Final,
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, null),
    };

    private FailureDecision Elsewhere(AttemptCounts counts) =>
        new(Again: true, counts.HostFailures == 0 ? TimeSpan.Zero : Backed(counts.HostFailures - 1), counts with { HostFailures = counts.HostFailures + 1 }, AvoidHost: true, BlamesHost: true);

    private FailureDecision Crash(AttemptCounts counts, int most) =>
        counts.Crashes < most ? new(Again: true, counts.Crashes == 0 ? TimeSpan.Zero : Backed(counts.Crashes - 1), counts with { Crashes = counts.Crashes + 1 }) : FailureDecision.Final;

    private TimeSpan Backed(int times) => TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Pause.TotalSeconds * Math.Pow(4, times)));
}
