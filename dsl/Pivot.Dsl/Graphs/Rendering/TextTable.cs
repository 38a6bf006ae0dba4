using System.Text;

namespace Pivot.Dsl.Graphs.Rendering;

/// <summary>Columns of text, two spaces apart.</summary>
internal static class TextTable
{
    /// <param name="text">Where they go.</param>
    /// <param name="rows">The rows, equally long.</param>
    /// <param name="right">Columns of numbers.</param>
    public static void Append(StringBuilder text, IReadOnlyList<string[]> rows, IReadOnlyList<int> right)
    {
        if (rows.Count == 0) return;
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => right.Contains(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
    }
}
