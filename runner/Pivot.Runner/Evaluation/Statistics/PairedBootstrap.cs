namespace Pivot.Runner.Evaluation.Statistics;

/// <summary>
/// Percentile bootstrap of a difference of means over paired items (Efron and Tibshirani 1993, ch. 13; for test sets Koehn 2004,
/// https://aclanthology.org/W04-3250): items are drawn with replacement, both sides keep the same draw, and the interval spans the middle
/// share of the differences. It answers how much the difference depends on which items the test set holds, not on the training's chance.
/// </summary>
public static class PairedBootstrap
{
    /// <summary>Number of resamples where none is named.</summary>
    public const int DefaultResamples = 2_000;

    /// <summary>Interval of mean(<paramref name="other"/>) - mean(<paramref name="baseline"/>); the same arguments give the same interval.</summary>
    /// <param name="baseline">Score of every item on the one side.</param>
    /// <param name="other">Score of the same items, in the same order, on the other side.</param>
    /// <param name="seed">Start of the random draws.</param>
    /// <param name="resamples">Number of resamples, at least 1.</param>
    /// <param name="confidence">Coverage in (0, 1).</param>
    /// <exception cref="ArgumentException">The sides differ in length or are empty.</exception>
    public static Interval OfMeanDifference(
        IReadOnlyList<double> baseline, IReadOnlyList<double> other, ulong seed = 0, int resamples = DefaultResamples, double confidence = 0.95)
    {
        var random = new SplitMix64(seed);
        return OfMeanDifference(baseline, other, resamples, confidence, (_, _) => random.NextIndex(baseline.Count));
    }

    /// <summary>The same with the caller's draws: <paramref name="draw"/>(resample, position) is an item's index; called in order.</summary>
    internal static Interval OfMeanDifference(
        IReadOnlyList<double> baseline, IReadOnlyList<double> other, int resamples, double confidence, Func<int, int, int> draw)
    {
        if (baseline.Count != other.Count)
            throw new ArgumentException($"paired items: {baseline.Count} on one side and {other.Count} on the other", nameof(other));
        if (baseline.Count == 0) throw new ArgumentException("a bootstrap needs at least one item", nameof(baseline));
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);

        var differences = new double[baseline.Count];
        for (var i = 0; i < differences.Length; i++) differences[i] = other[i] - baseline[i];
        var means = new double[resamples];
        for (var r = 0; r < resamples; r++)
        {
            var sum = 0.0;
            for (var i = 0; i < differences.Length; i++) sum += differences[draw(r, i)];
            means[r] = sum / differences.Length;
        }
        Array.Sort(means);
        var tail = (1 - confidence) / 2;
        return new Interval(Quantile.OfSorted(means, tail), Quantile.OfSorted(means, 1 - tail));
    }
}
