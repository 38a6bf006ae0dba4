namespace Pivot.Runner.Reports.Figures;

/// <summary>A row of a picture grid.</summary>
/// <param name="Label">A line above the pictures; empty for none.</param>
/// <param name="Cells">A cell a column.</param>
internal sealed record GridRow(string Label, IReadOnlyList<GridCell> Cells);
