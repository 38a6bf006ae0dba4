namespace Pivot.Runner.Reports.Model;

/// <summary>A cell: one metric of one row over its seeds.</summary>
public sealed record MeasureCell
{
    /// <summary>The column.</summary>
    public required MeasureColumn Column { get; init; }

    /// <summary>The row.</summary>
    public required ReportRow Row { get; init; }

    /// <summary>Values of the distinct finished stages, in the order of <see cref="Keys"/>; empty if there are none.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>Keys of the stages the values come from.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Mean of the values, or null.</summary>
    public double? Mean { get; init; }

    /// <summary>Sample standard deviation, or null with fewer than two values.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>Number of values.</summary>
    public int N => Values.Count;

    /// <summary>Why values are missing, or null if none is.</summary>
    public string? Missing { get; init; }

    /// <summary>Difference to the baseline; null for the baseline and where a side is missing or measures something else.</summary>
    public MeasureDifference? Difference { get; init; }

    /// <summary>Whether it has its column's best mean, of two or more rows on one scale that are not all equal.</summary>
    public bool IsBest { get; init; }

    /// <summary>Mean and deviation as printed: <c>0.812 ± 0.010</c>, or <c>–</c>.</summary>
    public string Text => Mean is not { } mean ? "–"
        : StandardDeviation is { } deviation ? $"{Numbers.Plain(mean)} ± {Numbers.Plain(deviation)}" : Numbers.Plain(mean);
}
