using Pivot.Dsl.Plans;
using Pivot.Runner.Reports.Building;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;
using Pivot.Runner.Store;

namespace Pivot.Runner.Reports;

/// <summary>The arms compared, as texts: what a message shows of a report. Made of the same cells as the report's own table; no figure is drawn.</summary>
/// <param name="Metrics">Headings of the columns.</param>
/// <param name="Rows">A row an arm and sweep point, the baseline's first.</param>
/// <param name="Notes">Why cells are empty or made of fewer results than others.</param>
public sealed record ResultTable(IReadOnlyList<string> Metrics, IReadOnlyList<ResultRow> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>The table of a run as far as it got.</summary>
    /// <param name="plan">What was to be done.</param>
    /// <param name="record">What happened.</param>
    /// <param name="find">The finished stage with a key, or null.</param>
    /// <exception cref="ReportException">A stored file cannot be read.</exception>
    public static ResultTable Of(Plan plan, RunRecord record, Func<string, CompletedStage?> find)
    {
        var results = new StoredResults(plan, record, find);
        var tables = new MeasureTables(plan, results, ReportRows.Of(plan), new StageReferences(plan), new Adjustments(plan, results));
        var compared = tables.Of("arms", "Arms compared", MeasureColumns.Compared(plan));
        return new([.. compared.Columns.Select(c => c.Heading)], [.. compared.Rows.Select(r => new ResultRow(r.Label, [.. r.Cells.Select(Cell)]))], compared.Notes);
    }

    private static ResultCell Cell(MeasureCell cell) => cell.Difference is not { } difference
        ? new(cell.Text, null, null, null, cell.IsBest)
        : new(cell.Text, difference.Text, difference.OverSeeds is not null ? difference.SeedsText : difference.OverItems is not null ? difference.ItemsText : null, difference.Mark, cell.IsBest);
}
