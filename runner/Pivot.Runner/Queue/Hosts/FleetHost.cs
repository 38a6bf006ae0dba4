using System.Collections.Concurrent;
using Hangfire;
using Pivot.Runner.Execution;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Queue.Notifications;
using Pivot.Runner.Queue.Schedules;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Hosts;

/// <summary>
/// A process that serves the queue: a worker for each device, and a loop that takes ready stages for free workers, renews, reconciles and ends
/// runs. Any number of hosts serve one database, several on one machine included.
/// </summary>
public sealed class FleetHost : IDisposable
{
    private readonly HostSettings _settings;
    private readonly FleetDatabase _database;
    private readonly TimeProvider _time;
    private readonly HostIdentity _identity;
    private readonly HostRows _rows;
    private readonly Dispatching _dispatching;
    private readonly Reconciliation _reconciliation;
    private readonly RunEnding _endings;
    private readonly RunReporter _reporter;
    private readonly CancellationTokenSource _drain = new();
    private readonly ConcurrentDictionary<(Guid Run, string Key), bool> _handed = new();
    private readonly IReadOnlyList<DeviceWorker> _workers;
    private readonly JobStorage _storage;
    private readonly IBackgroundJobClient _client;
    private readonly HostLoop _loop;
    private readonly Notifier _notifier;
    private readonly Scheduling _scheduling;
    private volatile IReadOnlyList<OpenRun> _runs = [];
    private volatile string? _quarantine;
    private volatile EndingRun? _reporting;

    /// <param name="settings">How it serves.</param>
    /// <param name="database">The fleet's database; its patience should be long, a restart of the server is waited for.</param>
    /// <param name="output">Where it tells what it does.</param>
    /// <param name="redact">Takes secrets out of what it tells.</param>
    /// <param name="time">The clock that a run's hours are looked at by; leases go by the database's.</param>
    public FleetHost(HostSettings settings, FleetDatabase database, TextWriter output, Func<string, string> redact, TimeProvider? time = null)
    {
        (_settings, _database, _time) = (settings, database, time ?? TimeProvider.System);
        _identity = new HostIdentity(Guid.NewGuid(), settings.Name);
        Log = new HostLog(output, _identity, redact);
        var policy = new FailurePolicy(settings.RetryPause);
        _rows = new HostRows(database, _identity);
        _dispatching = new Dispatching(database, _identity, settings.Lease);
        _reconciliation = new Reconciliation(database, settings.Lease, policy);
        _endings = new RunEnding(database, settings.Lease);
        _reporter = new RunReporter(database, settings.Store, text => Log.Tell(text));
        _storage = HangfireStorage.Open(database, settings.Lease);
        _client = HangfireStorage.Client(_storage);
        var parts = new HostParts(_identity, settings, database, new StageClaims(database, _identity, settings.Lease, policy), _dispatching, Log)
        {
            IsOpen = run => _runs.FirstOrDefault(r => r.Id == run)?.IsOpenAt(_time.GetUtcNow()) ?? true,
            Refuses = () => _quarantine,
            Blamed = () => Beat(CancellationToken.None),
            Wake = () => _loop?.Wake(),
        };
        _workers = [.. settings.Devices.Select(device => new DeviceWorker(device, parts, _drain.Token)
        {
            Began = (run, key) => _handed.TryRemove((run, key), out _),
        })];
        _notifier = new Notifier(database, settings.Store, text => Log.Tell(text));
        _scheduling = new Scheduling(database, _storage, settings.Name, new SubmitProcess(database.ConnectionText, settings.Store, settings.AllowedRoots), new RunControl(database), text => Log.Tell(text));
        _loop = new HostLoop([.. Duties()], Log);
    }

    /// <summary>This host's log.</summary>
    public HostLog Log { get; }

    /// <summary>Hangfire's storage, for its own page.</summary>
    public HangfireJobs Jobs => new(_storage);

    /// <summary>Serves until cancelled; then what runs writes a checkpoint and is handed back.</summary>
    public void Run(CancellationToken cancel)
    {
        _rows.Arrive(HostProbe.Current().Pivot, [.. _settings.Devices.Select(d => d.Name)], [.. _settings.Devices.SelectMany(d => d.Queues).Distinct()], cancel);
        Log.Tell($"serves {string.Join(", ", _settings.Devices.Select(d => d.Name))}; process {Environment.ProcessId}; store {_settings.Store}; lease {_settings.Lease.TotalSeconds:0.#} s");
        Parallel.ForEach(_workers, w => w.Prepare());
        using var wakening = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var listening = new Wakening(_database, _loop.Wake).ListenAsync(wakening.Token);
        var servers = _workers.Select((worker, i) => HangfireStorage.Serve(
            _storage, $"{_settings.Name}:{worker.Device.Name}:{i}", worker.Device.Queues, new StageJobActivator(worker), _settings.Limits.ToStop + TimeSpan.FromSeconds(15))).ToList();
        try
        {
            _loop.Run(cancel);
        }
        finally
        {
            _scheduling.Dispose();
            Drain(servers);
            wakening.Cancel();
            listening.Wait(TimeSpan.FromSeconds(5));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var worker in _workers) worker.Dispose();
        _notifier.Dispose();
        _drain.Dispose();
    }

    private void Drain(List<BackgroundJobServer> servers)
    {
        Log.Tell("stopping: what runs writes a checkpoint and is handed back");
        Try("draining", () => _rows.Drain(CancellationToken.None));
        _drain.Cancel();
        // The jobs end by themselves, the stages having been stopped; only then the servers, whose keep-alive ends with their stop.
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); _workers.Any(w => !w.IsFree) && waited.Elapsed < _settings.Limits.ToStop + TimeSpan.FromSeconds(10);) Thread.Sleep(20);
        foreach (var server in servers) server.SendStop();
        foreach (var server in servers) server.Dispose();
        Try("putting back", () =>
        {
            foreach (var (run, key) in _handed.Keys) _dispatching.PutBack(run, key, avoid: false, CancellationToken.None);
            Log.Flush(_database, CancellationToken.None);
            _rows.Leave(CancellationToken.None);
        });
        Log.Tell("stopped");
    }

    private void Try(string what, Action action)
    {
        try
        {
            action();
        }
        catch (HostException e)
        {
            Log.Tell($"{what}: {e.Message}");
        }
    }

    private IEnumerable<HostDuty> Duties()
    {
        var often = TimeSpan.FromSeconds(Math.Clamp(_settings.Lease.TotalSeconds / 3, 0.5, 10));
        return
        [
            // The first: what wakes the loop.
            new("looking for work", _settings.Poll, LookForWork),
            new("saying that it is there", often, Beat),
            new("writing its log", TimeSpan.FromSeconds(1), cancel => Log.Flush(_database, cancel)),
            new("reconciling", often, Reconcile),
            new("ending what is stranded", TimeSpan.FromSeconds(10), cancel =>
            {
                _reconciliation.EndStranded(cancel);
                _rows.MarkGone(_settings.Lease * 3, cancel);
            }),
            new("holding runs to their limits", TimeSpan.FromSeconds(2), cancel =>
            {
                foreach (var told in _reconciliation.StopAtLimits(cancel)) Log.Tell(told);
            }),
            new("ending runs", TimeSpan.FromSeconds(1), EndRuns, IsSlow: true),
            new("sending notifications", TimeSpan.FromSeconds(2), cancel => _notifier.SendDue(cancel), IsSlow: true),
            new("keeping schedules", TimeSpan.FromSeconds(10), _scheduling.Sync, IsSlow: true),
        ];
    }

    private void LookForWork(CancellationToken cancel)
    {
        if (_quarantine is not null || _drain.IsCancellationRequested) return;
        var now = _time.GetUtcNow();
        _runs = _dispatching.OpenRuns(cancel);
        var open = _runs.Where(r => r.IsOpenAt(now)).Select(r => r.Id).ToList();
        // A start that another host's worker took is not waited for.
        if (!_handed.IsEmpty)
        {
            var waiting = _dispatching.Handed(cancel);
            foreach (var stage in _handed.Keys) if (!waiting.Contains(stage)) _handed.TryRemove(stage, out _);
        }
        var handed = _handed.Count;
        foreach (var worker in _workers.Where(w => w.IsFree).Skip(handed))
        {
            foreach (var stage in _dispatching.Take(open, worker.Device.Queues, 1, cancel))
            {
                _handed[(stage.Run, stage.Key)] = true;
                var job = _client.Start(stage.Run.ToString(), stage.Key, stage.Queue);
                _dispatching.Started(stage, job, cancel);
            }
        }
    }

    private void Beat(CancellationToken cancel)
    {
        if (_reporting is { } report) _endings.Renew(report, cancel);
        var (quarantine, known) = _rows.Beat(_settings.MostFailures, _settings.Quarantine, cancel);
        if (!known) _rows.Arrive(HostProbe.Current().Pivot, [.. _settings.Devices.Select(d => d.Name)], [.. _settings.Devices.SelectMany(d => d.Queues).Distinct()], cancel);
        if (quarantine is not null && _quarantine is null) Log.Tell($"quarantined: {quarantine}");
        if (quarantine is null && _quarantine is not null) Log.Tell("may try a stage again");
        _quarantine = quarantine;
    }

    private void Reconcile(CancellationToken cancel)
    {
        foreach (var told in _reconciliation.TakeBackLost(cancel)) Log.Tell(told);
        if (_reconciliation.TakeBackQueued(cancel) is > 0 and var queued) Log.Tell($"{queued} stages that were handed to Hangfire and not begun are ready again");
    }

    private void EndRuns(CancellationToken cancel)
    {
        // What a host lacks for stages it may lack for a report.
        while (!cancel.IsCancellationRequested && _quarantine is null && _endings.Take(cancel) is { } run)
        {
            _reporting = run;
            var problem = _reporter.Write(run, cancel);
            _reporting = null;
            if (problem is not null && run.Attempt < RunEnding.MostReports)
            {
                Log.Tell($"run {run.Folder}: {problem}; it is tried again");
                _endings.PutBack(run, cancel);
                continue;
            }
            if (_endings.End(run, problem, CancellationToken.None) is not { } state) continue;
            Log.Tell($"run {run.Folder} has ended: {state}");
        }
    }
}
