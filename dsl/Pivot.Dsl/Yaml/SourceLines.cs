using Pivot.Dsl.Diagnostics;
using YamlDotNet.Core;

namespace Pivot.Dsl.Yaml;

/// <summary>A text by lines and columns, and where it stands in its source.</summary>
/// <param name="text">The text.</param>
/// <param name="name">Name of its source.</param>
/// <param name="firstLine">Line of the text's first character within the source.</param>
/// <param name="firstColumn">Column of it.</param>
internal sealed class SourceLines(string text, string name, int firstLine, int firstColumn)
{
    private readonly List<int> _starts = StartsOf(text);

    public string Text { get; } = text;

    /// <summary>Number of lines; a text that ends with a line break has an empty last line.</summary>
    public int Count => _starts.Count;

    /// <summary>Index of a line's first character, lines counted from 0; the text's length behind the last line.</summary>
    public int Start(int line) => line < _starts.Count ? _starts[line] : Text.Length;

    /// <summary>Index just behind a line's last character, its line break left out.</summary>
    public int End(int line)
    {
        int end = line + 1 < _starts.Count ? _starts[line + 1] - 1 : Text.Length;
        return end > _starts[line] && end < Text.Length && Text[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>The line, counted from 0, that holds an index.</summary>
    public int LineOf(int index)
    {
        int found = _starts.BinarySearch(index);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Index of a mark.</summary>
    public int IndexOf(Mark mark)
    {
        int line = Math.Clamp((int)mark.Line - 1, 0, _starts.Count - 1);
        return Math.Min(_starts[line] + Math.Max(0, (int)mark.Column - 1), Text.Length);
    }

    /// <summary>The place of a stretch of the text.</summary>
    public SourceSpan Span(int start, int end)
    {
        var (line, column) = Place(start);
        var (endLine, endColumn) = Place(Math.Max(start, end));
        return new SourceSpan(name, line, column, endLine, endColumn);
    }

    private (int Line, int Column) Place(int index)
    {
        int line = LineOf(index);
        int column = index - _starts[line] + 1;
        return (line + firstLine, line == 0 ? column + firstColumn - 1 : column);
    }

    private static List<int> StartsOf(string text)
    {
        var starts = new List<int> { 0 };
        for (int at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1)) starts.Add(at + 1);
        return starts;
    }
}
