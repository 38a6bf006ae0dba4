namespace Pivot.Runner.Cli;

/// <summary>Rows of text under each other.</summary>
internal static class TextColumns
{
    /// <summary>Writes rows with two spaces between the widest of each column; the first is the heading.</summary>
    public static void Write(TextWriter to, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0) return;
        var widths = Enumerable.Range(0, rows[0].Count).Select(c => rows.Max(r => r[c].Length)).ToArray();
        foreach (var row in rows) to.WriteLine(string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd());
    }
}
