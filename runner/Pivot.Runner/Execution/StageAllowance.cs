using Pivot.Dsl.Specs;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution;

/// <summary>
/// What a stage may still spend in one run: time of work (<c>run.timeout</c>) and new attempts after failures (<c>run.retries</c>). It counts
/// over all the attempts of the run, those after the queue stopped one included. Used by one thread at a time: whoever owns the stage.
/// </summary>
/// <param name="run">The limits.</param>
/// <param name="spent">Time of work that attempts before this object took.</param>
public sealed class StageAllowance(RunSpec run, TimeSpan spent = default)
{
    private TimeSpan _spent = spent;
    private string? _lastFailure;

    /// <summary>New attempts allowed in all.</summary>
    public int Retries => run.Retries;

    /// <summary>New attempts taken.</summary>
    public int Retried { get; private set; }

    /// <summary>Whether the time is spent.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What stands in the record of a stage whose time is spent.</summary>
    public string WhyOver =>
        $"took longer than run.timeout {TimeWords.Of(run.Timeout ?? TimeSpan.Zero)}; its last checkpoint is kept, and a new run goes on from it with the whole time again";

    /// <summary>Starts the clock of an attempt. The token given along stops the work when <paramref name="cancel"/> does or the time is spent.</summary>
    internal StageTime Begin(CancellationToken cancel) => new(run.Timeout - _spent, cancel, (worked, isOver) =>
    {
        _spent += worked;
        IsOver = isOver;
    });

    /// <summary>Takes a new attempt after a failure; false when none is left.</summary>
    /// <param name="cause">Why the last one failed.</param>
    internal bool TakeRetry(string cause)
    {
        if (IsOver || Retried >= run.Retries) return false;
        Retried++;
        _lastFailure = cause;
        return true;
    }

    /// <summary>The record with the new attempts in it.</summary>
    internal StageRecord Mark(StageRecord record) => record with { Retries = Retried, RetriedAfter = _lastFailure };
}
