namespace Pivot.Runner.Reports.Model;

/// <summary>A row of a table with its cells.</summary>
/// <param name="Row">The arm at its sweep point.</param>
/// <param name="Cells">A cell a column.</param>
public sealed record MeasureRow(ReportRow Row, IReadOnlyList<MeasureCell> Cells)
{
    /// <summary>The row's label.</summary>
    public string Label => Row.Label;

    /// <summary>A sign behind the label where one of the row's stages was done other than asked; the table's notes say what. Empty otherwise.</summary>
    public string Mark { get; init; } = "";

    /// <summary>Largest number of independent results in a cell; a cell made of fewer says so itself.</summary>
    public int N => Cells.Count == 0 ? 0 : Cells.Max(c => c.N);

    /// <summary>Whether every cell is empty.</summary>
    public bool IsEmpty => Cells.All(c => c.N == 0);
}
