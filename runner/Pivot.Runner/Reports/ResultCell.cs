namespace Pivot.Runner.Reports;

/// <summary>A cell of a <see cref="ResultTable"/>.</summary>
/// <param name="Value">Mean and deviation.</param>
/// <param name="Difference">Difference to the baseline with its sign, or null.</param>
/// <param name="Interval">Its 95 % interval over seeds, or over items where seeds give none; null without one.</param>
/// <param name="Mark">The report's sign for what may be said of the difference, or null.</param>
/// <param name="IsBest">Whether it is its column's best.</param>
public sealed record ResultCell(string Value, string? Difference, string? Interval, string? Mark, bool IsBest)
{
    /// <summary>All of it: <c>0.812 ± 0.010 (+0.031 [+0.004, +0.058] ▲)</c>.</summary>
    public override string ToString() => Difference is null ? Value : $"{Value} ({string.Join(" ", new[] { Difference, Interval, Mark }.Where(t => !string.IsNullOrEmpty(t)))})";
}
