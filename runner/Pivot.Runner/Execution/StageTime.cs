using System.Diagnostics;

namespace Pivot.Runner.Execution;

/// <summary>The time of one attempt at a stage, as the stage's own wish to stop and as what it spends.</summary>
internal sealed class StageTime : IDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _cancel;
    private readonly Action<TimeSpan, bool> _end;

    /// <param name="left">Time left, or null for no limit.</param>
    /// <param name="cancel">Stops it too.</param>
    /// <param name="end">Told at the end how long it took, and whether the time was spent.</param>
    public StageTime(TimeSpan? left, CancellationToken cancel, Action<TimeSpan, bool> end)
    {
        (_stop, _cancel, _end) = (CancellationTokenSource.CreateLinkedTokenSource(cancel), cancel, end);
        // A timer takes 49 days at most; who allows more is not held to it within one attempt.
        if (left is { } time && time < TimeSpan.FromMilliseconds(uint.MaxValue - 1)) _stop.CancelAfter(time > TimeSpan.Zero ? time : TimeSpan.Zero);
    }

    /// <summary>Asks the stage to write a checkpoint and stop.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The timer's word and not the watch's: the two may differ by a tick.
        _end(_watch.Elapsed, _stop.IsCancellationRequested && !_cancel.IsCancellationRequested);
        _stop.Dispose();
    }
}
