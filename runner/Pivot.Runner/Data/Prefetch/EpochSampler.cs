namespace Pivot.Runner.Data.Prefetch;

/// <summary>
/// Which items the batch of a step holds: a pure function of the step, so that the data position of a run is its step and nothing has to be
/// saved. Every epoch is a fresh permutation; batches run across the epochs' ends, so that none is short and no item is dropped. Thread-safe.
/// </summary>
public sealed class EpochSampler
{
    private readonly long _seed;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, int[]> _permutations = [];

    /// <summary>Sampler of <paramref name="count"/> items.</summary>
    /// <param name="count">Items in the set, at least 1.</param>
    /// <param name="batchSize">Items a batch, at least 1; may exceed <paramref name="count"/>.</param>
    /// <param name="seed">Seed of the orders.</param>
    public EpochSampler(int count, int batchSize, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        (Count, BatchSize, _seed) = (count, batchSize, seed);
    }

    /// <summary>Items in the set.</summary>
    public int Count { get; }

    /// <summary>Items a batch.</summary>
    public int BatchSize { get; }

    /// <summary>The items of a step's batch, each in 0..Count-1.</summary>
    /// <param name="step">Number of the batch, from 0.</param>
    public int[] Batch(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var batch = new int[BatchSize];
        var first = checked(step * BatchSize);
        for (var i = 0; i < BatchSize; i++)
        {
            var (epoch, place) = Math.DivRem(first + i, Count);
            batch[i] = Permutation(epoch)[place];
        }
        return batch;
    }

    /// <summary>Passes over the set done before a step, such as 1.5.</summary>
    public double EpochsBefore(long step) => (double)step * BatchSize / Count;

    private int[] Permutation(long epoch)
    {
        lock (_lock)
        {
            if (_permutations.TryGetValue(epoch, out var known)) return known;
            var order = new int[Count];
            for (var i = 0; i < Count; i++) order[i] = i;
            SeededRandom.Derive(_seed, epoch).Shuffle(order.AsSpan());
            // A batch touches neighbouring epochs only; what is forgotten can be computed again.
            if (_permutations.Count >= 2) _permutations.Remove(_permutations.Keys.Min());
            return _permutations[epoch] = order;
        }
    }
}
