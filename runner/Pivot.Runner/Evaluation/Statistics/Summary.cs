namespace Pivot.Runner.Evaluation.Statistics;

/// <summary>Mean and spread of replicates.</summary>
/// <param name="N">Number of values, at least 1.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="StandardDeviation">Sample standard deviation (divisor N - 1), or null when N is 1: one value has no spread.</param>
public sealed record Summary(int N, double Mean, double? StandardDeviation)
{
    /// <summary>Summarises values.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Summary Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0) throw new ArgumentException("a summary needs at least one value", nameof(values));
        var mean = values.Sum() / values.Count;
        if (values.Count == 1) return new Summary(1, mean, null);
        // Two passes: the one-pass formula loses all digits when the spread is small beside the mean.
        var squares = values.Sum(v => (v - mean) * (v - mean));
        return new Summary(values.Count, mean, Math.Sqrt(squares / (values.Count - 1)));
    }
}
