namespace Pivot.Runner.Reports;

/// <summary>A row of a <see cref="ResultTable"/>.</summary>
/// <param name="Arm">The arm, and its sweep point where there are several.</param>
/// <param name="Cells">A cell a column.</param>
public sealed record ResultRow(string Arm, IReadOnlyList<ResultCell> Cells);
