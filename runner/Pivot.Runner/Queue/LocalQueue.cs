using Hangfire;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.States;
using Pivot.Runner.Execution;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue;

/// <summary>
/// Hangfire within this process: storage in memory, workers that do the stages. All of Hangfire is held by this object; its global state
/// (current storage, global filters with ten retries) is not touched. It tries nothing again itself: that is the executor's to decide
/// (<c>run.retries</c>).
/// </summary>
public sealed class LocalQueue : IStageDispatcher, IDisposable
{
    private readonly RunTable _runs = new();
    private readonly InMemoryStorage _storage = new();
    private readonly BackgroundJobServer _server;
    private readonly BackgroundJobClient _client;

    /// <summary>Starts the workers.</summary>
    /// <param name="workers">Stages done at once, at least 1.</param>
    public LocalQueue(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        Capacity = workers;
        // Only filters written on the job itself: Hangfire's default collection brings its automatic retry along.
        var filters = new JobFilterProviderCollection(new JobFilterAttributeFilterProvider());
        _client = new BackgroundJobClient(_storage, filters);
        var options = new BackgroundJobServerOptions
        {
            WorkerCount = workers,
            Queues = [EnqueuedState.DefaultQueue],
            Activator = new StageJobActivator(_runs),
            FilterProvider = filters,
            // No heartbeats, schedulers or watchdog: one process, nothing delayed, and a host that slept for an hour must not lose its jobs.
            IsLightweightServer = true,
            // Whoever ends a run has stopped its stages by then.
            StopTimeout = TimeSpan.Zero,
            ShutdownTimeout = TimeSpan.FromSeconds(15),
        };
        _server = new BackgroundJobServer(options, _storage);
    }

    /// <inheritdoc/>
    public int Capacity { get; }

    /// <summary>Runs a plan on this queue.</summary>
    /// <exception cref="HostException">Something is to be run and libtorch cannot be loaded.</exception>
    public async Task<RunRecord> RunAsync(PlanExecutor executor, CancellationToken cancel)
    {
        _runs.Add(executor);
        try
        {
            return await executor.ExecuteAsync(this, cancel);
        }
        finally
        {
            _runs.Remove(executor);
        }
    }

    /// <inheritdoc/>
    public void Start(string runId, string key) =>
        _client.Create(Job.FromExpression<StageJob>(job => job.Run(runId, key, null!, CancellationToken.None)), new EnqueuedState());

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.Dispose();
        _storage.Dispose();
    }
}
