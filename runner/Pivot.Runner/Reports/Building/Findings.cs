using Pivot.Runner.Reports.Model;

namespace Pivot.Runner.Reports.Building;

/// <summary>Reads the comparison's answer off its own cells.</summary>
internal static class Findings
{
    public static IReadOnlyList<Finding> Of(MeasureTable table) =>
        Enumerable.Range(0, table.Columns.Count).Select(c => Of(table, c)).OfType<Finding>().ToList();

    private static Finding? Of(MeasureTable table, int column)
    {
        var direction = table.Columns[column].Direction;
        var cells = table.Rows.Select(r => r.Cells[column]).Where(c => c.Mean is not null).ToList();
        if (direction == 0 || cells.Count == 0 || !OnOneScale(cells)) return null;
        var ordered = cells.OrderByDescending(c => c.Mean!.Value * direction).ToList();
        var leaders = ordered.Where(c => c.Mean == ordered[0].Mean).ToList();
        var best = leaders.Find(c => c.Row.Baseline is null) ?? leaders[0];
        return new Finding
        {
            Column = table.Columns[column],
            Best = best,
            Leaders = cells.Where(leaders.Contains).Select(c => c.Row.Label).ToList(),
            BaselineIsBest = best.Row.Baseline is null,
            Compared = best.Row.Baseline is not null ? best.Difference is null ? null : best
                : ordered.Find(c => c.Difference is { Verdict: not Verdict.Same } && !ReferenceEquals(c, best)),
            Level = table.LevelTexts[column],
        };
    }

    /// <summary>
    /// Whether one of the cells can be called best. Losses of different objectives cannot: some cell then has no difference to the baseline
    /// although both sides are there.
    /// </summary>
    internal static bool OnOneScale(IReadOnlyList<MeasureCell> cells) =>
        cells.All(c => c.Row.Baseline is null || c.Difference is not null || cells.All(o => o.Row != c.Row.Baseline));
}
