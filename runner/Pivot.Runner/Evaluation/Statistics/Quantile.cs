namespace Pivot.Runner.Evaluation.Statistics;

/// <summary>Quantiles with linear interpolation between order statistics (Hyndman and Fan's type 7, numpy's default).</summary>
public static class Quantile
{
    /// <summary>The quantile of values already in ascending order.</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="share">Which quantile, in [0, 1].</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside [0, 1].</exception>
    public static double OfSorted(IReadOnlyList<double> sorted, double share)
    {
        if (sorted.Count == 0) throw new ArgumentException("a quantile needs at least one value", nameof(sorted));
        if (share is < 0 or > 1 or double.NaN) throw new ArgumentOutOfRangeException(nameof(share), share, "a quantile's share lies in [0, 1]");
        var position = share * (sorted.Count - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
