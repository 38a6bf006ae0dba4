using System.Globalization;
using Pivot.Runner.Evaluation.Statistics;
using Pivot.Runner.Reports.Model;

namespace Pivot.Runner.Reports.Rendering;

/// <summary>Tables as CSV, a line a cell with every digit and the keys of the stages behind it: what a notebook reads.</summary>
internal static class CsvTable
{
    private const string Head = "arm,point,stage,metric,direction,n,mean,standard_deviation,values,difference,"
        + "seeds_low,seeds_high,items_low,items_high,items,verdict,level,missing,keys";

    /// <summary>The lines of a table's file.</summary>
    public static IEnumerable<string> Lines(MeasureTable table) => table.Rows
        .SelectMany(r => r.Cells.Select((cell, column) => Line(cell, table.Levels[column]))).Prepend(Head);

    private static string Line(MeasureCell cell, double? level) => string.Join(',', new[]
    {
        cell.Row.Arm, cell.Row.Point, cell.Column.Stage, cell.Column.Metric, cell.Column.Direction.ToString(CultureInfo.InvariantCulture),
        cell.N.ToString(CultureInfo.InvariantCulture), Number(cell.Mean), Number(cell.StandardDeviation),
        string.Join(' ', cell.Values.Select(Numbers.Exact)), Number(cell.Difference?.Value),
        Number(Low(cell.Difference?.OverSeeds)), Number(High(cell.Difference?.OverSeeds)),
        Number(Low(cell.Difference?.OverItems)), Number(High(cell.Difference?.OverItems)),
        cell.Difference is { Items: > 0 } difference ? difference.Items.ToString(CultureInfo.InvariantCulture) : "",
        cell.Difference?.VerdictText ?? "", Number(level), cell.Missing ?? "", string.Join(' ', cell.Keys),
    }.Select(Escape.Csv));

    private static double? Low(Interval? interval) => interval?.Low;

    private static double? High(Interval? interval) => interval?.High;

    private static string Number(double? value) => value is { } number ? Numbers.Exact(number) : "";
}
