using System.Text;

namespace Pivot.Dsl.Plans.Printing;

/// <summary>Rows under each other in plain text, no wider than the page as far as the columns that wrap can give way.</summary>
internal sealed class TextTable(params Column[] columns)
{
    private const int Gap = 2;
    private const int Narrowest = 14;

    private readonly List<string[]> _rows = [];

    public int Count => _rows.Count;

    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length) throw new ArgumentException($"{cells.Length} cells for {columns.Length} columns");
        _rows.Add(cells);
    }

    /// <summary>Writes the table; a column without any text is left out.</summary>
    public void AppendTo(StringBuilder text, int width)
    {
        var shown = Enumerable.Range(0, columns.Length).Where(c => _rows.Exists(r => r[c].Length > 0)).ToArray();
        var widths = Widths(shown, width);
        AppendRow(text, shown, widths, [.. columns.Select(c => c.Header)]);
        foreach (var row in _rows) AppendRow(text, shown, widths, row);
    }

    private int[] Widths(int[] shown, int width)
    {
        var widths = shown.Select(c => _rows.Max(r => r[c].Length)).Zip(shown, (w, c) => Math.Max(w, columns[c].Header.Length)).ToArray();
        for (int over = widths.Sum() + (Gap * (widths.Length - 1)) - width; over > 0;)
        {
            var wrapping = Enumerable.Range(0, shown.Length).Where(i => columns[shown[i]].Wraps && widths[i] > Narrowest).ToArray();
            if (wrapping.Length == 0) break;
            int widest = wrapping.MaxBy(i => widths[i]);
            widths[widest]--;
            over--;
        }

        return widths;
    }

    private void AppendRow(StringBuilder text, int[] shown, int[] widths, string[] row)
    {
        var cells = shown.Select((c, i) => Lines(row[c], widths[i])).ToArray();
        for (int line = 0; line < cells.Max(c => c.Count); line++)
        {
            var start = text.Length;
            for (int i = 0; i < shown.Length; i++)
            {
                var part = line < cells[i].Count ? cells[i][line] : "";
                if (i > 0) text.Append(' ', Gap);
                text.Append(columns[shown[i]].Right ? part.PadLeft(widths[i]) : part.PadRight(widths[i]));
            }

            while (text.Length > start && text[^1] == ' ') text.Length--;
            text.Append('\n');
        }
    }

    /// <summary>A text in lines of at most so many characters, broken at spaces; a word that is longer is broken inside.</summary>
    internal static List<string> Lines(string text, int width)
    {
        var lines = new List<string>();
        while (text.Length > width)
        {
            int at = text.LastIndexOf(' ', width, width);
            lines.Add(at > 0 ? text[..at] : text[..width]);
            text = at > 0 ? text[(at + 1)..] : text[width..];
        }

        lines.Add(text);
        return lines;
    }
}
