using System.Text;

namespace Pivot.Dsl.Plans.Printing;

/// <summary>Rows under each other in plain text, no wider than the page as far as the columns that wrap can give way.</summary>
internal sealed class TextTable(params Column[] columns)
{
    private const int Gap = 2;

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
        var shown = Shown();
        var widths = Widths(shown, width);
        AppendRow(text, shown, widths, [.. columns.Select(c => c.Header)]);
        foreach (var row in _rows) AppendRow(text, shown, widths, row);
    }

    /// <summary>Whether it can be shown on a page of so many characters without a word being broken.</summary>
    public bool Fits(int width)
    {
        var shown = Shown();
        return shown.Sum(Narrowest) + (Gap * (shown.Length - 1)) <= width;
    }

    private int[] Shown() => [.. Enumerable.Range(0, columns.Length).Where(c => _rows.Exists(r => r[c].Length > 0))];

    private int Natural(int column) => Math.Max(_rows.Max(r => r[column].Length), columns[column].Header.Length);

    private int Narrowest(int column) => columns[column].Wraps
        ? Math.Max(_rows.Max(r => Pieces(r[column]).Max(p => p.TrimEnd().Length)), columns[column].Header.Length)
        : Natural(column);

    private int[] Widths(int[] shown, int width)
    {
        int[] widths = [.. shown.Select(Natural)], least = [.. shown.Select(Narrowest)];
        for (int over = widths.Sum() + (Gap * (widths.Length - 1)) - width; over > 0; over--)
        {
            var giving = Enumerable.Range(0, shown.Length).Where(i => widths[i] > least[i]).ToArray();
            if (giving.Length == 0) break;
            widths[giving.MaxBy(i => widths[i])]--;
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

    /// <summary>A text in lines of at most so many characters, broken behind spaces and underscores; a word that is longer is broken inside.</summary>
    internal static List<string> Lines(string text, int width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var piece in Pieces(text))
        {
            if (line.Length > 0 && line.Length + piece.TrimEnd().Length > width)
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear();
            }

            line.Append(piece);
            while (line.ToString().TrimEnd().Length > width)
            {
                lines.Add(line.ToString(0, width));
                line.Remove(0, width);
            }
        }

        lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    private static IEnumerable<string> Pieces(string text)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not (' ' or '_')) continue;
            yield return text[start..(i + 1)];
            start = i + 1;
        }

        yield return text[start..];
    }
}
