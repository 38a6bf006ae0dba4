using Pivot.Runner.Reports.Model;

namespace Pivot.Runner.Reports.Rendering;

/// <summary>Tables as LaTeX (booktabs), to be <c>\input</c> into a paper.</summary>
internal static class TexTable
{
    /// <summary>The lines of a table's file.</summary>
    /// <param name="table">The table.</param>
    /// <param name="plan">First digits of the plan's hash, said in a comment.</param>
    public static IEnumerable<string> Lines(MeasureTable table, string plan)
    {
        yield return $"% {table.Title}. Plan {plan}. Needs \\usepackage{{booktabs,amssymb}}.";
        yield return table.Seeds > 1 ? "% mean and sample standard deviation over seeds; best mean of a column in bold" : "% one run a cell; best value of a column in bold";
        foreach (var note in table.Notes.Where(n => table.Rows.Any(r => r.Mark.Length > 0 && n.StartsWith(r.Mark, StringComparison.Ordinal)))) yield return $"% {note}";
        yield return $"\\begin{{tabular}}{{l{new string('r', table.Columns.Count)}}}";
        yield return "\\toprule";
        yield return $" & {string.Join(" & ", table.Columns.Select(c => Escape.Latex(c.Heading)))} \\\\";
        yield return "\\midrule";
        foreach (var row in table.Rows)
            yield return $"{Escape.Latex(row.Label)}{(row.Mark.Length > 0 ? "$^{\\dagger}$" : "")} & {string.Join(" & ", row.Cells.Select(Cell))} \\\\";
        if (table.HasLevels)
        {
            yield return "\\midrule";
            yield return $"{Escape.Latex(table.LevelLabel)} & {string.Join(" & ", table.LevelTexts.Select(Escape.Latex))} \\\\";
        }
        yield return "\\bottomrule";
        yield return "\\end{tabular}";
    }

    private static string Cell(MeasureCell cell) =>
        cell.IsBest ? $"\\textbf{{{Escape.Latex(cell.Text)}}}" : Escape.Latex(cell.Text);
}
