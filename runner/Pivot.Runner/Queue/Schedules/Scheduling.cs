using Hangfire;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Schedules;

/// <summary>A host's part in schedules: it keeps Hangfire's recurring jobs in step with the table, and does the jobs that come of them, one at a time.</summary>
public sealed class Scheduling : IDisposable
{
    private readonly ScheduleBook _book;
    private readonly Lazy<BackgroundJobServer> _server;

    /// <summary>Starts nothing yet.</summary>
    /// <param name="database">The fleet's database.</param>
    /// <param name="storage">Hangfire on it.</param>
    /// <param name="host">The host's name.</param>
    /// <param name="maker">Makes runs.</param>
    /// <param name="control">Cancels runs.</param>
    /// <param name="tell">Told of what happens.</param>
    /// <param name="polling">How often Hangfire looks for what is due; default 15 s.</param>
    public Scheduling(FleetDatabase database, JobStorage storage, string host, IRunMaker maker, Ledger.IRunControl control, Action<string> tell, TimeSpan? polling = null)
    {
        _book = new ScheduleBook(database, storage, tell);
        var options = new BackgroundJobServerOptions
        {
            ServerName = $"{host}:schedules",
            WorkerCount = 1,
            Queues = [ScheduleJob.Queue],
            Activator = new ScheduleJobActivator(new ScheduleFiring(database, maker, control, tell)),
            FilterProvider = HangfireStorage.Filters,
            HeartbeatInterval = TimeSpan.FromSeconds(15),
            ServerTimeout = TimeSpan.FromMinutes(30),
            CancellationCheckInterval = TimeSpan.FromSeconds(5),
            SchedulePollingInterval = polling ?? TimeSpan.FromSeconds(15),
            StopTimeout = TimeSpan.Zero,
            ShutdownTimeout = TimeSpan.FromSeconds(15),
        };
        _server = new(() => new BackgroundJobServer(options, storage));
    }

    /// <summary>Brings Hangfire in step with the table; the first call starts the server. To be called at a host's start and every ten seconds or so.</summary>
    public void Sync(CancellationToken cancel)
    {
        _book.Sync(cancel);
        // Not while the host stops: nobody would stop it again.
        if (!cancel.IsCancellationRequested) _ = _server.Value;
    }

    /// <summary>Stops; a job under way is begun again elsewhere.</summary>
    public void Dispose()
    {
        if (_server.IsValueCreated) _server.Value.Dispose();
    }
}
