using System.Diagnostics;
using Pivot.Runner.Execution.Processes;
using Pivot.Runner.Queue.Ledger;

namespace Pivot.Runner.Queue.Hosts;

/// <summary>
/// One device: does one stage at a time, in a process that it keeps for the next one while that is fit. What Hangfire starts here claims its stage first; a start that comes
/// twice or late finds nothing to claim.
/// </summary>
internal sealed class DeviceWorker(HostDevice device, HostParts host, CancellationToken drain) : IStageStarter, IDisposable
{
    private readonly Lock _lock = new();
    private StageProcess? _process;
    private int _done;
    private int _busy;

    /// <summary>The device.</summary>
    public HostDevice Device => device;

    /// <summary>Whether it does nothing now.</summary>
    public bool IsFree => Volatile.Read(ref _busy) == 0;

    /// <summary>Told of every start that Hangfire made here.</summary>
    public Action<Guid, string>? Began { get; set; }

    /// <summary>The number of its stage process, or null.</summary>
    public int? ProcessId
    {
        get
        {
            lock (_lock) return _process is { IsAlive: true } process ? process.Id : null;
        }
    }

    /// <inheritdoc/>
    public void Run(string runId, string key, CancellationToken stop)
    {
        if (!Guid.TryParse(runId, out var run)) return;
        Interlocked.Increment(ref _busy);
        try
        {
            Began?.Invoke(run, key);
            if (drain.IsCancellationRequested || host.Refuses() is not null)
            {
                host.Dispatching.PutBack(run, key, avoid: true, CancellationToken.None);
                return;
            }
            if (host.Claims.Claim(run, key, device.Name, CancellationToken.None) is not { } stage)
            {
                // Queued here, and its key is held by another run's stage: looked at again when that has ended.
                host.Dispatching.PutBack(run, key, avoid: false, CancellationToken.None);
                return;
            }
            Do(stage, stop);
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
            host.Wake();
        }
    }

    /// <summary>Starts the stage process before it is needed: libtorch takes its time to load.</summary>
    public void Prepare() => Process();

    public void Dispose()
    {
        lock (_lock) _process?.Dispose();
    }

    private void Do(ClaimedStage stage, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        host.Log.Tell(stage, $"begun on {device.Name}");
        using var span = Telemetry.StageSpan(stage.Run, stage.Key, stage.Epoch, stage.Label, stage.Kind);
        Telemetry.StageBegan(stage.Kind, stage.Queue, TimeSpan.FromSeconds(stage.WaitedSeconds));
        using var attempt = new StageAttempt(stage, host, drain, stop);
        var outcome = "lost";
        try
        {
            outcome = attempt.Run(Process(), device.Name);
        }
        finally
        {
            Telemetry.StageEnded(stage.Kind, outcome, watch.Elapsed);
            span?.SetTag("pivot.outcome", outcome);
        }
        if (outcome is "done" or "cached") host.Log.Tell(stage, $"{outcome} in {watch.Elapsed.TotalSeconds:0.00} s");
        // A process whose stage failed may hold memory, or be damaged: the next stage gets a new one.
        if (!attempt.ProcessIsFit || ++_done >= host.Settings.StagesPerProcess) Renew();
    }

    private StageProcess Process()
    {
        lock (_lock)
        {
            if (_process is { IsAlive: true }) return _process;
            _process?.Dispose();
            _done = 0;
            return _process = new StageProcess(host.Settings.StageProcess());
        }
    }

    private void Renew()
    {
        lock (_lock)
        {
            _process?.Dispose();
            _process = null;
        }
        if (!drain.IsCancellationRequested) Prepare();
    }
}
