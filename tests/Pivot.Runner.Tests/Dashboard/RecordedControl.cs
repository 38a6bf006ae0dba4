using System.Collections.Concurrent;
using Pivot.Runner.Queue.Ledger;

namespace Pivot.Runner.Tests.Dashboard;

/// <summary>Remembers what was asked for.</summary>
internal sealed class RecordedControl : IRunControl
{
    public ConcurrentQueue<string> Calls { get; } = new();

    public bool Cancel(Guid run, CancellationToken cancel) => Add($"cancel {run}");

    public bool CancelStage(Guid run, string key, CancellationToken cancel) => Add($"cancel {run} {key}");

    public int Retry(Guid run, bool onlyFailed, CancellationToken cancel) => Add($"retry {run}") ? 1 : 0;

    public bool Pause(Guid run, CancellationToken cancel) => Add($"pause {run}");

    public bool Resume(Guid run, CancellationToken cancel) => Add($"resume {run}");

    public bool SetPriority(Guid run, int priority, CancellationToken cancel) => Add($"priority {run} {priority}");

    private bool Add(string call)
    {
        Calls.Enqueue(call);
        return true;
    }
}
