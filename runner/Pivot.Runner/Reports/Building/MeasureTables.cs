using Pivot.Dsl.Plans;
using Pivot.Runner.Evaluation.Statistics;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;

namespace Pivot.Runner.Reports.Building;

/// <summary>Builds tables of arms by metrics.</summary>
internal sealed class MeasureTables(Plan plan, StoredResults results, IReadOnlyList<ReportRow> rows, StageReferences references, Adjustments adjustments)
{
    private readonly Differences _differences = new(plan, new ItemScores(plan, results));

    /// <summary>Compares cells of these tables.</summary>
    public Differences Differences => _differences;

    /// <summary>A table of these columns, a row an arm and sweep point. Rows that leave all the columns' stages out are not in it.</summary>
    public MeasureTable Of(string name, string title, IReadOnlyList<MeasureColumn> columns)
    {
        var notes = new List<string>();
        var built = new List<MeasureRow>();
        foreach (var row in rows)
        {
            var cells = columns.Select(c => CellOf(row, c)).ToList();
            if (row.Baseline is { } against)
                cells = cells.Select(c => c with { Difference = _differences.Of(CellOf(against, c.Column), c) }).ToList();
            built.Add(new MeasureRow(row, cells) { Mark = adjustments.MarkOf(row) });
        }
        foreach (var same in built.SelectMany(r => r.Cells).Where(c => c.Missing is not null).GroupBy(c => (c.Row.Label, c.Missing)))
            notes.Add($"{same.Key.Label}, {Numbers.Join(same.Select(c => c.Column.Header).ToList())}: {same.Key.Missing}.");
        var shown = WithBest(built.Where(r => r.Cells.Any(c => c.N > 0 || r.Row.KeysOf(c.Column.Stage).Count > 0)).ToList(), columns);
        return new MeasureTable
        {
            Name = name,
            Title = title,
            Columns = columns,
            Rows = shown,
            Levels = columns.Select(LevelOf).ToList(),
            Baseline = rows.FirstOrDefault(r => r.Baseline is not null)?.Baseline is not { } b ? null
                : plan.Arms.Count == 1 ? b.Label : rows.Any(r => r.Point.Length > 0) ? $"{b.Arm} at the same sweep point" : b.Arm,
            Notes = [.. notes, .. adjustments.Notes(shown.Select(r => r.Row))],
            Sources = references.Of(shown.SelectMany(r => r.Cells)),
        };
    }

    /// <summary>The cell of a row and column, not compared with anything.</summary>
    public MeasureCell CellOf(ReportRow row, MeasureColumn column)
    {
        var asked = row.KeysOf(column.Stage);
        var found = asked.Where(k => results.Scores(k).ContainsKey(column.Metric)).ToList();
        var values = found.Select(k => results.Scores(k)[column.Metric]).ToList();
        var summary = values.Count > 0 ? Summary.Of(values) : null;
        return new MeasureCell
        {
            Column = column,
            Row = row,
            Values = values,
            Keys = found,
            Mean = summary?.Mean,
            StandardDeviation = summary?.StandardDeviation,
            Missing = WhyMissing(row, column, asked, found.Count),
        };
    }

    private static List<MeasureRow> WithBest(List<MeasureRow> rows, IReadOnlyList<MeasureColumn> columns)
    {
        var best = columns.Select((column, c) =>
        {
            var cells = rows.Select(r => r.Cells[c]).Where(cell => cell.Mean is not null).ToList();
            if (column.Direction == 0 || !Findings.OnOneScale(cells) || cells.Select(cell => cell.Mean).Distinct().Count() < 2) return null;
            return cells.MaxBy(cell => cell.Mean * column.Direction)!.Mean;
        }).ToList();
        return rows.Select(r => r with { Cells = r.Cells.Select((c, i) => c with { IsBest = c.Mean is { } mean && mean == best[i] }).ToList() }).ToList();
    }

    // Levels depend on the data alone, so any arm's will do.
    private double? LevelOf(MeasureColumn column)
    {
        var parts = column.Metric.Split('.', 2);
        var level = parts[0] switch { "accuracy" => "blind_accuracy", "in_mask" => "in_mask_chance", _ => null };
        if (level is null) return null;
        var name = parts.Length == 2 ? $"{level}.{parts[1]}" : level;
        return rows.SelectMany(r => r.KeysOf(column.Stage)).Select(results.Scores)
            .Select(s => s.TryGetValue(name, out var value) ? value : (double?)null).FirstOrDefault(v => v is not null);
    }

    private string? WhyMissing(ReportRow row, MeasureColumn column, IReadOnlyList<string> asked, int found)
    {
        if (asked.Count == 0) return $"the arm has no stage {column.Stage}";
        if (found == asked.Count) return null;
        var reasons = asked.Select(k => results.WhyMissing(k) is { } why ? why
                : results.Scores(k).ContainsKey(column.Metric) ? null : $"{column.Stage} did not measure {column.Metric}").OfType<string>()
            .Distinct().ToList();
        var failed = row.Trials.Where(t => t.Stages.TryGetValue(column.Stage, out var k) && !results.Scores(k).ContainsKey(column.Metric)).Select(t => t.Seed);
        return found == 0 ? string.Join("; ", reasons)
            : $"made of {found} of {asked.Count} runs, without seed {Numbers.Join(failed.Select(s => s.ToString()).ToList())} ({string.Join("; ", reasons)})";
    }
}
