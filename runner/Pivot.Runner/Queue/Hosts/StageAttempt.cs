using System.Diagnostics;
using System.Text.Json;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Execution;
using Pivot.Runner.Execution.Processes;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Hosts;

/// <summary>
/// One attempt at a claimed stage: has it done in the stage process, renews the lease meanwhile, stops it when it must, and writes down how it ended.
/// </summary>
internal sealed class StageAttempt : IStageWatch, IDisposable
{
    private readonly ClaimedStage _stage;
    private readonly HostParts _host;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _abandon = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private StageProgress? _progress;
    private string? _why;

    /// <param name="stage">What was claimed.</param>
    /// <param name="host">The host's parts.</param>
    /// <param name="drain">The host takes no more and hands back what it has.</param>
    /// <param name="hangfire">Hangfire's wish to stop the job.</param>
    public StageAttempt(ClaimedStage stage, HostParts host, CancellationToken drain, CancellationToken hangfire)
    {
        (_stage, _host) = (stage, host);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(drain, hangfire);
        _why = null;
        drain.Register(() => Why("the host is being stopped"));
        hangfire.Register(() => Why("Hangfire asked for it"));
    }

    /// <summary>Whether the stage ended, done or not, and not the process or the host.</summary>
    public bool ProcessIsFit { get; private set; }

    /// <summary>Has the stage done.</summary>
    /// <returns>How it ended, one of the outcomes of an attempt.</returns>
    public string Run(StageProcess process, string device)
    {
        var renewing = new Thread(Renew) { IsBackground = true, Name = $"lease of {_stage.Label}" };
        renewing.Start();
        try
        {
            var end = process.Run(Request(device), this, _host.Settings.Limits, _stop.Token, _abandon.Token);
            ProcessIsFit = end.State is StageState.Done or StageState.Cached or StageState.Interrupted;
            return Write(end);
        }
        finally
        {
            _ended.Cancel();
            renewing.Join();
        }
    }

    /// <inheritdoc/>
    public void Progressed(StageProgress progress)
    {
        lock (_lock) _progress = progress;
    }

    /// <inheritdoc/>
    public void Noted(string text) => _host.Log.Tell(_stage, text);

    /// <inheritdoc/>
    public bool MayCommit()
    {
        if (_abandon.IsCancellationRequested) return false;
        if (_host.Claims.MayCommit(_stage, CancellationToken.None)) return true;
        Fence("its results were not put into the store");
        return false;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abandon.Dispose();
        _ended.Dispose();
    }

    private void Why(string reason)
    {
        lock (_lock) _why ??= reason;
    }

    private void Renew()
    {
        while (!_ended.Token.WaitHandle.WaitOne(_host.Settings.Beat))
        {
            try
            {
                StageProgress? progress;
                lock (_lock) progress = _progress;
                var renewal = _host.Claims.Renew(_stage, progress, _ended.Token);
                if (renewal.Lost)
                {
                    // Between the stage's own end and this look both may be true.
                    if (_ended.IsCancellationRequested) return;
                    Fence("its process was ended");
                    _abandon.Cancel();
                    return;
                }
                var reason = renewal.Cancelled ?? renewal.HandBack ?? (_host.IsOpen(_stage.Run) ? null : "the run's hours are over (run.window)");
                if (reason is null) continue;
                Why(reason);
                _stop.Cancel();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (HostException e)
            {
                _host.Log.Tell(_stage, $"its lease could not be renewed: {e.Message}");
            }
        }
    }

    private void Fence(string what)
    {
        Telemetry.LeaseLost();
        _host.Log.Tell(_stage, $"fenced: this host's right to the stage is over (epoch {_stage.Epoch}), {what}; another host has it or will have it");
    }

    private StageRequest Request(string device) => new()
    {
        Node = _stage.Node, Content = _stage.Content, Store = _host.Settings.Store, Device = device, Threads = _host.Settings.Threads, Epoch = _stage.Epoch,
        Run = new RunSpec { Timeout = _stage.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, OutOfMemory = _stage.MayHalve ? "halve" : "fail" },
        SpentSeconds = _stage.SpentSeconds, Halvings = _stage.Counts.Halvings,
        Work = _stage.Work is { } work ? JsonSerializer.Deserialize<StageWork>(work, StoreJson.Records) : null, AllowedRoots = _host.Settings.AllowedRoots,
    };

    private string Write(StageEnd end)
    {
        switch (end.State)
        {
            case StageState.Done or StageState.Cached:
                var cached = end.State == StageState.Cached;
                if (_host.Claims.Done(_stage, end.Seconds, cached, CancellationToken.None)) return cached ? "cached" : "done";
                Fence("its end was not written down");
                return "lost";
            case StageState.Interrupted:
                if (_abandon.IsCancellationRequested) return "lost";
                string why;
                lock (_lock) why = _why ?? end.Cause ?? "it was interrupted";
                if (_host.Claims.HandBack(_stage, why, CancellationToken.None))
                {
                    _host.Log.Tell(_stage, $"handed back: {why}");
                    return "handed_back";
                }
                Fence("it was not handed back");
                return "lost";
            default:
                return Failed(end);
        }
    }

    private string Failed(StageEnd end)
    {
        var cause = end.Cause ?? "it failed without a word";
        var decision = _host.Claims.Fail(_stage, end.Failure ?? FailureClass.Code, cause, CanHalve(), CancellationToken.None);
        if (decision is null)
        {
            Fence("its failure was not written down");
            return "lost";
        }
        if (decision.BlamesHost) _host.Blamed();
        if (decision.Again) Telemetry.StageRetried(FailureEnding.Word(end.Failure ?? FailureClass.Code));
        _host.Log.Tell(_stage, decision.Again
            ? $"failed: {cause}; it is tried again{(decision.AvoidHost ? " on another host" : "")}{(decision.After > TimeSpan.Zero ? $" in {decision.After.TotalSeconds:0.#} s" : "")}"
            : $"failed: {cause}");
        return "failed";
    }

    private bool CanHalve()
    {
        if (!_stage.MayHalve || JsonSerializer.Deserialize<PlanNode>(_stage.Node, PlanFile.Options) is not { } node) return false;
        return MicroBatch.Halved(node, _stage.Counts.Halvings + 1) is not null;
    }
}
