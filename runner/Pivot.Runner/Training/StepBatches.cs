using Pivot.Runner.Data;
using Pivot.Runner.Data.Prefetch;

namespace Pivot.Runner.Training;

/// <summary>Batches of a map-style data set, made ahead on a background thread in an order that is a function of seed and step.</summary>
/// <typeparam name="TBatch">What a micro-batch is.</typeparam>
/// <param name="count">Rows in the set, at least 1.</param>
/// <param name="batchSize">Rows per update.</param>
/// <param name="accumulate">Micro-batches per update; divides <paramref name="batchSize"/>.</param>
/// <param name="seed">Seed of the order.</param>
/// <param name="collate">Row numbers to a micro-batch; called on the background thread.</param>
/// <param name="length">
/// Length of a row in tokens, or null. With it, rows of like length share a batch, so that little is spent on padding: the rows of eight
/// updates are sorted and cut anew, and the updates shuffled (HuggingFace's group_by_length).
/// </param>
public sealed class StepBatches<TBatch>(
    int count, int batchSize, int accumulate, long seed, Func<int[], TBatch> collate, Func<int, int>? length = null) : IBatchSource<TBatch>
    where TBatch : IDisposable
{
    private const int StepsAhead = 2;
    private const int StepsSorted = 8;

    private readonly HeldOutRows _rows = HeldOutRows.Split(count);

    /// <summary>Rows that are trained on.</summary>
    public int TrainingRows => _rows.Train.Count;

    /// <inheritdoc/>
    public IEnumerable<IReadOnlyList<TBatch>> Training(long firstStep)
    {
        using var ahead = new Prefetcher<IReadOnlyList<TBatch>>(Steps(firstStep), StepsAhead);
        while (ahead.TryTake(out var step)) yield return step;
    }

    /// <inheritdoc/>
    public IEnumerable<TBatch> HeldOut() => _rows.HeldOut.Chunk(Math.Max(1, batchSize / accumulate)).Select(collate);

    private IEnumerable<IReadOnlyList<TBatch>> Steps(long firstStep)
    {
        var sampler = new EpochSampler(_rows.Train.Count, batchSize, seed);
        for (var step = firstStep; ; step++)
        {
            var rows = length is null ? sampler.Batch(step) : Sorted(sampler, step);
            yield return [.. rows.Select(i => _rows.Train[i]).Chunk(batchSize / accumulate).Select(collate)];
        }
    }

    private int[] Sorted(EpochSampler sampler, long step)
    {
        var window = step / StepsSorted;
        var rows = Enumerable.Range(0, StepsSorted).SelectMany(i => sampler.Batch(window * StepsSorted + i))
            .OrderBy(i => length!(_rows.Train[i])).ThenBy(i => i)
            .Chunk(batchSize).ToArray();
        SeededRandom.Derive(seed, window).Shuffle(rows.AsSpan());
        return rows[step % StepsSorted];
    }
}
