using MathNet.Numerics.Distributions;

namespace Pivot.Runner.Evaluation.Statistics;

/// <summary>
/// Confidence interval of a difference of means of two independent groups with unequal variances (Welch 1947, doi:10.1093/biomet/34.1-2.28):
/// <c>d ± t(1 - (1 - confidence)/2, v) * s</c>, <c>s^2 = s1^2/n1 + s2^2/n2</c>, <c>v = s^4 / ((s1^2/n1)^2/(n1-1) + (s2^2/n2)^2/(n2-1))</c>.
/// </summary>
public static class WelchInterval
{
    /// <summary>Interval of mean(<paramref name="other"/>) - mean(<paramref name="baseline"/>).</summary>
    /// <param name="baseline">Values of the one side.</param>
    /// <param name="other">Values of the other side.</param>
    /// <param name="confidence">Coverage in (0, 1).</param>
    /// <returns>
    /// Null where none can be given: a side has fewer than two values, or neither side varies at all (the formula is then 0/0, and an interval
    /// of width 0 would claim a certainty that a few equal values do not give).
    /// </returns>
    public static Interval? OfDifference(IReadOnlyList<double> baseline, IReadOnlyList<double> other, double confidence = 0.95)
    {
        if (baseline.Count < 2 || other.Count < 2) return null;
        Summary a = Summary.Of(baseline), b = Summary.Of(other);
        var varianceA = a.StandardDeviation!.Value * a.StandardDeviation.Value / a.N;
        var varianceB = b.StandardDeviation!.Value * b.StandardDeviation.Value / b.N;
        var variance = varianceA + varianceB;
        if (variance == 0) return null;
        var freedom = variance * variance / (varianceA * varianceA / (a.N - 1) + varianceB * varianceB / (b.N - 1));
        var half = StudentT.InvCDF(0, 1, freedom, 1 - (1 - confidence) / 2) * Math.Sqrt(variance);
        var difference = b.Mean - a.Mean;
        return new Interval(difference - half, difference + half);
    }
}
