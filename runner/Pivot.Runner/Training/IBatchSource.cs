namespace Pivot.Runner.Training;

/// <summary>Batches by number. A pure function of the number, so that the data position of a checkpoint is its step.</summary>
/// <typeparam name="TBatch">What a micro-batch is.</typeparam>
public interface IBatchSource<out TBatch>
{
    /// <summary>The micro-batches of updates from <paramref name="firstStep"/> on, in order, made ahead on a background thread.</summary>
    IEnumerable<IReadOnlyList<TBatch>> Training(long firstStep);

    /// <summary>Held-out rows, the same ones at every evaluation; empty when the set is too small to hold any out.</summary>
    IEnumerable<TBatch> HeldOut();
}
