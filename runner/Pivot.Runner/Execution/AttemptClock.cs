using System.Diagnostics;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution;

/// <summary>Seconds of work on a stage over all its attempts, saved now and then so that a kill loses little of the count.</summary>
internal sealed class AttemptClock(StageFolder folder)
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(5);
    private readonly Attempts _begun = Attempts.Read(folder);
    private readonly Stopwatch _now = Stopwatch.StartNew();
    private TimeSpan _saved;

    /// <summary>Seconds up to now, earlier attempts included.</summary>
    public double Seconds => _begun.Seconds + _now.Elapsed.TotalSeconds;

    /// <summary>Saves the count if the last time is some seconds ago.</summary>
    public void Tick()
    {
        if (_now.Elapsed - _saved >= SaveEvery) Save();
    }

    /// <summary>Saves the count.</summary>
    public void Save()
    {
        _saved = _now.Elapsed;
        (_begun with { Seconds = Seconds }).Write(folder);
    }
}
