using Pivot.Dsl.Plans;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using TorchSharp;

namespace Pivot.Runner.Execution;

/// <summary>Does one stage, from its lock to its manifest, on the calling thread.</summary>
/// <param name="store">Where results are found and put.</param>
/// <param name="stages">The table from kind to stage.</param>
/// <param name="host">This host; stages run on its device.</param>
/// <param name="threads">Threads of libtorch's operators within a stage, at least 1.</param>
/// <param name="counted">What a stage was counted to take, which is kept next to the time it took; null where nobody counted.</param>
public sealed class StageRunner(
    ArtifactStore store, IReadOnlyDictionary<string, IStage> stages, HostInfo host, int threads, Func<PlanNode, StageWork?>? counted = null)
{
    private const string LostClaim = "lost its lease to another host";
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);

    /// <summary>This host.</summary>
    public HostInfo Host => host;

    /// <summary>
    /// Does a node's work unless it is found done, again after a failure as often as the allowance lets it. Never throws for what a stage
    /// does: it ends in the record.
    /// </summary>
    /// <param name="node">The node; its parents are done.</param>
    /// <param name="allowance">The time and the new attempts it has left in this run; what it spends is taken off.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="note">Told what a person should know.</param>
    /// <param name="cancel">Asks it to write a checkpoint and stop.</param>
    /// <param name="claim">The right of a fleet's host to the stage: then no lock is taken, and a result whose host lost the stage is not published. Null where the lock decides.</param>
    public StageRecord Run(
        PlanNode node, StageAllowance allowance, Action<StageProgress> progress, Action<string> note, CancellationToken cancel, StageClaim? claim = null)
    {
        var record = new StageRecord(node.Key, node.Stage, node.Spec.Kind, StageState.Done, 0, null);
        while (true)
        {
            try
            {
                return allowance.Mark(Attempt(node, record, allowance, progress, note, cancel, claim));
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return allowance.Mark(record with { State = StageState.Interrupted });
            }
            catch (Exception e)
            {
                // Not as a filter of the catch: those are asked before the attempt's clock has ended.
                if (e is OperationCanceledException && allowance.IsOver)
                    return allowance.Mark(record with { State = StageState.Failed, Cause = allowance.WhyOver, Failure = FailureClass.Timeout });
                if (allowance.TakeHalving(node, e, host.Device))
                {
                    FreeWhatIsLeft();
                    note($"{allowance.Adjusted!.Why}; trying again from its last checkpoint {allowance.Adjusted.Instead}");
                    continue;
                }
                var cause = StageFailure.Describe(e, claim is null ? store.Folder(node.Key) : store.WorkFolder(node.Key, claim.Epoch));
                if (!StageFailure.MayPass(e) || !allowance.TakeRetry(cause))
                    return allowance.Mark(record with { State = StageState.Failed, Cause = cause, Failure = StageFailure.ClassOf(e) });
                note($"failed: {cause}; trying again from its last checkpoint ({allowance.Retried} of {allowance.Retries})");
            }
        }
    }

    private StageRecord Attempt(
        PlanNode node, StageRecord record, StageAllowance allowance, Action<StageProgress> progress, Action<string> note, CancellationToken cancel, StageClaim? claim)
    {
        using var held = claim is null ? Take(node.Key, note, cancel) : null;
        // Another process may have finished it since this run began.
        if (store.Find(node.Key) is { } done)
        {
            // Whoever finished it may have been killed before it cleared its work away.
            if (claim is not null) store.Abandon(node.Key, claim.Epoch);
            return record with { State = StageState.Cached, Seconds = done.Seconds };
        }
        using var working = allowance.Begin(cancel);
        if (Work(node, allowance, progress, working.Stop, claim) is { } finished) return record with { Seconds = finished.Seconds, Adjusted = allowance.Adjusted };
        store.Abandon(node.Key, claim!.Epoch);
        return record with { State = StageState.Interrupted, Cause = LostClaim };
    }

    // A failed attempt's tensors that nobody disposed hold the memory that the next one is to live in.
    private static void FreeWhatIsLeft()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private StageLock Take(string key, Action<string> note, CancellationToken cancel)
    {
        for (var told = false; ; told = true)
        {
            cancel.ThrowIfCancellationRequested();
            if (store.TryLock(key) is { } held) return held;
            if (!told) note("another process works on it; waiting for its result");
            cancel.WaitHandle.WaitOne(LockPoll);
        }
    }

    // Null where the host's claim is lost when the work is done.
    private CompletedStage? Work(PlanNode node, StageAllowance allowance, Action<StageProgress> progress, CancellationToken cancel, StageClaim? claim)
    {
        if (!stages.TryGetValue(node.Spec.Kind, out var stage))
            throw new StageException($"this program has no stage of kind {node.Spec.Kind}; it knows {string.Join(", ", stages.Keys.Order())}");
        var parents = node.Parents.ToDictionary(p => p.Key, p => store.Find(p.Value) ?? throw new StageException(
            $"what it reads as {p.Key}, stage {p.Value}, is no longer whole in the store; the same command again makes it anew"));
        var folder = claim is null ? store.Begin(node) : store.Begin(node, claim.Epoch);
        var fitting = allowance.Fitting(node, folder);
        var clock = new AttemptClock(folder);
        var saving = new CheckpointSaving(store, node.Key, folder);
        try
        {
            // libtorch keeps the number per thread, and each stage may run on another one.
            torch.set_num_threads(threads);
            var context = new StageContext(fitting, parents, folder, torch.device(host.Device), new ProgressRelay(progress, clock, saving));
            stage.Run(context, cancel);
        }
        catch
        {
            clock.Save();
            saving.Finish();
            throw;
        }
        saving.Wait();
        if (claim is not null && !claim.MayCommit()) return null;
        return store.Commit(node, folder, clock.Seconds, host, counted?.Invoke(node), allowance.Adjusted);
    }
}
