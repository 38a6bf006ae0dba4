using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution;

/// <summary>
/// What is done, running, ready or lost in one run: the record of truth, which the queue is not. Every change goes through a method that
/// checks the state it comes from; a running stage is owned by an epoch number, and results under an older number are refused. Thread-safe.
/// </summary>
internal sealed class StageTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StageEntry> _entries = [];
    private readonly StageEntry[] _plan;
    private bool _stopped;

    /// <summary>A table of a plan in which some nodes are done.</summary>
    public StageTable(Plan plan, IReadOnlyDictionary<string, CompletedStage> done)
    {
        _plan = plan.Nodes.Select((node, i) => new StageEntry(node, i)).ToArray();
        foreach (var entry in _plan)
        {
            if (done.TryGetValue(entry.Node.Key, out var found))
                entry.Record = entry.Record with { State = StageState.Cached, Seconds = found.Seconds };
            foreach (var key in entry.Node.Parents.Values.Distinct())
            {
                if (!_entries.TryGetValue(key, out var parent))
                    throw new ArgumentException($"plan {plan.Name}: node {entry.Node.Key} ({entry.Node.Stage}) comes before its parent {key} or has none such");
                parent.Children.Add(entry);
                if (parent.Record.State != StageState.Cached) entry.Missing++;
            }
            _entries.Add(entry.Node.Key, entry);
        }
        foreach (var entry in _plan.Reverse())
            entry.Height = 1 + entry.Children.Select(c => c.Height).DefaultIfEmpty(0).Max();
    }

    /// <summary>Whether nothing runs and nothing more can be started.</summary>
    public bool IsOver
    {
        get
        {
            lock (_lock) return !_plan.Any(e => e.Record.State == StageState.Running || (!_stopped && e.Record.State == StageState.Waiting));
        }
    }

    /// <summary>Every node's record, in plan order.</summary>
    public IReadOnlyList<StageRecord> Records
    {
        get
        {
            lock (_lock) return _plan.Select(e => e.Record).ToArray();
        }
    }

    /// <summary>Takes ready stages for the dispatcher, longest remaining chain first, so that no more than <paramref name="capacity"/> are under way.</summary>
    public IReadOnlyList<PlanNode> TakeReady(int capacity)
    {
        lock (_lock)
        {
            if (_stopped) return [];
            var free = capacity - _plan.Count(e => e.Queued || e.Record.State == StageState.Running);
            var taken = _plan.Where(e => e.Record.State == StageState.Waiting && !e.Queued && e.Missing == 0)
                .OrderByDescending(e => e.Height).ThenBy(e => e.Order).Take(Math.Max(0, free)).ToArray();
            foreach (var entry in taken) entry.Queued = true;
            return taken.Select(e => e.Node).ToArray();
        }
    }

    /// <summary>Begins a stage that was handed to the dispatcher. Null when there is nothing to begin: begun already, over, or stopped.</summary>
    public int? Claim(string key)
    {
        lock (_lock)
        {
            if (_stopped || !_entries.TryGetValue(key, out var entry) || !entry.Queued) return null;
            entry.Queued = false;
            entry.Record = entry.Record with { State = StageState.Running };
            return ++entry.Epoch;
        }
    }

    /// <summary>Gives a running stage back, to be started again. False when the epoch is not the present one.</summary>
    public bool Release(string key, int epoch)
    {
        lock (_lock)
        {
            if (Owned(key, epoch) is not { } entry) return false;
            entry.Record = entry.Record with { State = StageState.Waiting };
            return true;
        }
    }

    /// <summary>
    /// Ends a running stage. A failure ends everything that needs it. Returns the nodes that were skipped by it; null when the epoch is not
    /// the present one, and then nothing was changed.
    /// </summary>
    public IReadOnlyList<PlanNode>? Finish(string key, int epoch, StageRecord record)
    {
        lock (_lock)
        {
            if (Owned(key, epoch) is not { } entry) return null;
            entry.Record = record;
            var skipped = new List<PlanNode>();
            if (record.State is StageState.Done or StageState.Cached)
                foreach (var child in entry.Children) child.Missing--;
            else if (record.State == StageState.Failed)
                Skip(entry, $"needs stage {entry.Node.Stage} ({entry.Node.Key[..Math.Min(8, entry.Node.Key.Length)]}), which failed", skipped);
            return skipped;
        }
    }

    /// <summary>Lets nothing more begin. What runs may end.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            foreach (var entry in _plan) entry.Queued = false;
        }
    }

    /// <summary>The record of a node.</summary>
    public StageRecord this[string key]
    {
        get
        {
            lock (_lock) return _entries[key].Record;
        }
    }

    private static void Skip(StageEntry failed, string cause, List<PlanNode> skipped)
    {
        foreach (var child in failed.Children.Where(c => c.Record.State == StageState.Waiting))
        {
            child.Record = child.Record with { State = StageState.Skipped, Cause = cause };
            skipped.Add(child.Node);
            Skip(child, cause, skipped);
        }
    }

    private StageEntry? Owned(string key, int epoch) =>
        _entries.TryGetValue(key, out var entry) && entry.Record.State == StageState.Running && entry.Epoch == epoch ? entry : null;
}
