using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution;

/// <summary>
/// Walks a plan: what the store holds is taken from it, what is ready is started, what needs a failed stage is skipped, everything else
/// goes on. It starts no thread: a dispatcher calls <see cref="RunStage"/> on its own.
/// </summary>
public sealed class PlanExecutor
{
    private const int MaxStarts = 3;

    private readonly Plan _plan;
    private readonly ArtifactStore _store;
    private readonly StageRunner _runner;
    private readonly IRunObserver _observer;
    private readonly RunFolder _folder;
    private readonly Lock _recording = new();
    private readonly IReadOnlyDictionary<string, StageAllowance> _allowances;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StageTable? _table;
    private IStageDispatcher? _dispatcher;
    private CancellationToken _cancel;
    private DateTimeOffset _startedAt;

    /// <summary>An executor of one run of a plan.</summary>
    public PlanExecutor(Plan plan, ArtifactStore store, StageRunner runner, IRunObserver observer)
    {
        (_plan, _store, _runner, _observer) = (plan, store, runner, observer);
        _folder = store.Run(plan);
        _allowances = plan.Nodes.ToDictionary(n => n.Key, _ => new StageAllowance(plan.Spec.Run));
    }

    /// <summary>The run's name among jobs.</summary>
    public string RunId => _folder.Name;

    /// <summary>Runs the plan to its end, or until cancelled; then what runs has stopped. The record is also in the run's folder.</summary>
    /// <param name="dispatcher">Starts ready stages.</param>
    /// <param name="cancel">Asks running stages to write a checkpoint and stop, and lets no other begin.</param>
    /// <exception cref="HostException">Something is to be run and libtorch cannot be loaded.</exception>
    public async Task<RunRecord> ExecuteAsync(IStageDispatcher dispatcher, CancellationToken cancel)
    {
        var found = _store.FindAll(_plan.Nodes.Select(n => n.Key));
        if (found.Count < _plan.Nodes.Count) TorchHost.Load(_runner.Host.Device);
        (_dispatcher, _cancel, _startedAt) = (dispatcher, cancel, DateTimeOffset.UtcNow);
        _folder.WritePlan(_plan);
        _folder.RegisterClaims(_plan, _startedAt);
        _table = new StageTable(_plan, found);
        Record(null);
        _observer.RunStarted(_plan, found.Keys.ToHashSet());
        await using (cancel.Register(() => { _table.Stop(); Advance(); }))
        {
            Advance();
            await _over.Task;
        }
        return Record(DateTimeOffset.UtcNow);
    }

    /// <summary>Does a stage on the calling thread and starts what it makes ready. Returns quietly where there is nothing to do.</summary>
    /// <param name="key">The node's key.</param>
    /// <param name="stop">The dispatcher's own wish to stop this stage; unless the whole run is cancelled, the stage is started again.</param>
    public void RunStage(string key, CancellationToken stop)
    {
        var table = _table ?? throw new InvalidOperationException("the run has not begun");
        if (table.Claim(key) is not { } epoch) return;
        try
        {
            var node = _plan[key];
            Record(null);
            _observer.StageStarted(node);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_cancel, stop);
            var record = _runner.Run(node, _allowances[key], p => _observer.StageProgressed(node, p), t => _observer.StageNoted(node, t), either.Token);
            if (record.State == StageState.Interrupted && !_cancel.IsCancellationRequested)
            {
                if (epoch < MaxStarts && table.Release(key, epoch)) return;
                record = record with { State = StageState.Failed, Cause = $"the queue began it {epoch} times and stopped it each time" };
            }
            if (table.Finish(key, epoch, record) is not { } skipped) return;
            Record(null);
            _observer.StageFinished(node, record);
            foreach (var child in skipped) _observer.StageFinished(child, table[child.Key]);
        }
        catch (Exception e)
        {
            // Ours, not a stage's (the runner keeps those): the run must end, not hang.
            _over.TrySetException(e);
        }
        finally
        {
            Advance();
        }
    }

    private void Advance()
    {
        try
        {
            foreach (var node in _table!.TakeReady(_dispatcher!.Capacity)) _dispatcher.Start(RunId, node.Key);
            if (_table.IsOver) _over.TrySetResult();
        }
        catch (Exception e)
        {
            _over.TrySetException(e);
        }
    }

    private RunRecord Record(DateTimeOffset? finishedAt)
    {
        lock (_recording)
        {
            var record = new RunRecord
            {
                PlanHash = _plan.Hash, StartedAt = _startedAt, FinishedAt = finishedAt, Host = _runner.Host, Stages = _table!.Records,
            };
            _folder.WriteRecord(record);
            return record;
        }
    }
}
