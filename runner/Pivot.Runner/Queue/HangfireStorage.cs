using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.States;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue;

/// <summary>Hangfire on the fleet's database, with the settings that were measured to survive crashes (README). Nothing of Hangfire's global state is touched.</summary>
internal static class HangfireStorage
{
    /// <summary>Only filters written on the job itself: Hangfire's default collection brings its ten retries along, and retries are the ledger's to decide.</summary>
    public static JobFilterProviderCollection Filters { get; } = new(new JobFilterAttributeFilterProvider());

    /// <summary>Opens the storage.</summary>
    /// <param name="database">The fleet's database.</param>
    /// <param name="lease">How long a host may be silent.</param>
    public static PostgreSqlStorage Open(FleetDatabase database, TimeSpan lease)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = FleetDatabase.HangfireSchema,
            PrepareSchemaIfNecessary = false,
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = lease > TimeSpan.FromSeconds(15) ? lease : TimeSpan.FromSeconds(15),
            QueuePollInterval = TimeSpan.FromSeconds(1),
            // Age at which a lock that a dead process left is passed over; the default of ten minutes is ten minutes of idle devices.
            DistributedLockTimeout = TimeSpan.FromSeconds(Math.Clamp(lease.TotalSeconds, 15, 60)),
            EnableLongPolling = false,
            AllowDegradedModeWithoutStorage = false,
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(database.ConnectionText, options), options);
    }

    /// <summary>A client that creates jobs.</summary>
    public static BackgroundJobClient Client(JobStorage storage) => new(storage, Filters);

    /// <summary>Starts a stage soon.</summary>
    /// <returns>The job's name.</returns>
    public static string Start(this IBackgroundJobClient client, string run, string key, string queue) =>
        client.Create(Job.FromExpression<StageJob>(job => job.Run(run, key, null!, CancellationToken.None)), new EnqueuedState(queue));

    /// <summary>A server of one worker for one device.</summary>
    public static BackgroundJobServer Serve(JobStorage storage, string name, IReadOnlyList<string> queues, JobActivator activator, TimeSpan drain) => new(
        new BackgroundJobServerOptions
        {
            ServerName = name,
            WorkerCount = 1,
            Queues = [.. queues],
            Activator = activator,
            FilterProvider = Filters,
            HeartbeatInterval = TimeSpan.FromSeconds(15),
            // A database that is away for longer than this cancels what runs.
            ServerTimeout = TimeSpan.FromMinutes(30),
            ServerCheckInterval = TimeSpan.FromMinutes(1),
            CancellationCheckInterval = TimeSpan.FromSeconds(5),
            SchedulePollingInterval = TimeSpan.FromSeconds(5),
            // The host has stopped its stages before it stops its servers.
            StopTimeout = TimeSpan.Zero,
            ShutdownTimeout = drain,
        }, storage);
}
