using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution;

/// <summary>
/// What a stage may still spend in one run: time of work (<c>run.timeout</c>), new attempts after failures (<c>run.retries</c>), and memory, by the size of its
/// micro-batches (<c>run.out_of_memory</c>). It counts
/// over all the attempts of the run, those after the queue stopped one included. Used by one thread at a time: whoever owns the stage.
/// </summary>
/// <param name="run">The limits.</param>
/// <param name="adjusted">Micro-batches that an earlier attempt elsewhere was found to need, or null.</param>
/// <param name="spent">Time of work that attempts before this object took.</param>
public sealed class StageAllowance(RunSpec run, Adjustment? adjusted = null, TimeSpan spent = default)
{
    private TimeSpan _spent = spent;
    private string? _lastFailure;

    /// <summary>New attempts allowed in all.</summary>
    public int Retries => run.Retries;

    /// <summary>New attempts taken.</summary>
    public int Retried { get; private set; }

    /// <summary>The micro-batches it is done in, or null while they are those asked for.</summary>
    public Adjustment? Adjusted { get; private set; } = adjusted;

    /// <summary>Whether the time is spent.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What stands in the record of a stage whose time is spent.</summary>
    public string WhyOver =>
        $"took longer than run.timeout {TimeWords.Of(run.Timeout ?? TimeSpan.Zero)}; its last checkpoint is kept, and a new run goes on from it with the whole time again";

    /// <summary>Starts the clock of an attempt. The token given along stops the work when <paramref name="cancel"/> does or the time is spent.</summary>
    internal StageTime Begin(CancellationToken cancel) => new(run.Timeout - _spent, cancel, (worked, isOver) =>
    {
        _spent += worked;
        IsOver = isOver;
    });

    /// <summary>Takes a new attempt after a failure; false when none is left.</summary>
    /// <param name="cause">Why the last one failed.</param>
    internal bool TakeRetry(string cause)
    {
        if (IsOver || Retried >= run.Retries) return false;
        Retried++;
        _lastFailure = cause;
        return true;
    }

    /// <summary>Halves the micro-batches after a lack of memory; false where the run does not ask for it, or the work would be another.</summary>
    /// <param name="node">The node as it was asked for.</param>
    /// <param name="failure">Why the last attempt failed.</param>
    /// <param name="device">Where.</param>
    internal bool TakeHalving(PlanNode node, Exception failure, string device)
    {
        if (IsOver || run.OutOfMemory != "halve" || !MicroBatch.IsOutOfMemory(failure)) return false;
        if (MicroBatch.Halved(node, (Adjusted?.Times ?? 0) + 1)?.Spec is not TrainingStageSpec smaller) return false;
        Adjusted = new Adjustment(smaller.Accumulate, ((TrainingStageSpec)node.Spec).Accumulate, $"out of memory on {device}");
        return true;
    }

    /// <summary>The node as it is to be done: in the micro-batches that this run or an attempt before it found to fit. They are kept with the attempts in the folder.</summary>
    internal PlanNode Fitting(PlanNode node, StageFolder folder)
    {
        var earlier = Attempts.Read(folder);
        if ((earlier.Adjusted?.Times ?? 0) > (Adjusted?.Times ?? 0)) Adjusted = earlier.Adjusted;
        var fitting = Adjusted is null ? null : MicroBatch.Halved(node, Adjusted.Times);
        if (fitting is null)
        {
            Adjusted = null;
            return node;
        }
        if (Adjusted != earlier.Adjusted) (earlier with { Adjusted = Adjusted }).Write(folder);
        return fitting;
    }

    /// <summary>The record with the new attempts in it.</summary>
    internal StageRecord Mark(StageRecord record) => record with { Retries = Retried, RetriedAfter = _lastFailure };
}
