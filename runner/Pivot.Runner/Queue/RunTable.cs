using System.Collections.Concurrent;
using Pivot.Runner.Execution;

namespace Pivot.Runner.Queue;

/// <summary>The runs that this process executes, by name: what a job's run id leads to.</summary>
public sealed class RunTable : IStageStarter
{
    private readonly ConcurrentDictionary<string, PlanExecutor> _executors = new();

    /// <summary>Adds a run.</summary>
    public void Add(PlanExecutor executor) => _executors[executor.RunId] = executor;

    /// <summary>The run's executor, or null where the run is not executed here (any more): then the job has nothing to do.</summary>
    public PlanExecutor? Find(string runId) => _executors.GetValueOrDefault(runId);

    /// <inheritdoc/>
    public void Run(string runId, string key, CancellationToken stop) => Find(runId)?.RunStage(key, stop);

    /// <summary>Takes a run out.</summary>
    public void Remove(PlanExecutor executor) => _executors.TryRemove(new KeyValuePair<string, PlanExecutor>(executor.RunId, executor));
}
