using System.Text;

namespace Pivot.Dsl.Yaml;

/// <summary>
/// Takes what cannot be parsed out of a text, entry by entry, so that the mistakes in the rest of it can be told in the same run. The key stays:
/// what is said about it elsewhere is not wrong.
/// </summary>
internal sealed class TextRepair(SourceLines lines)
{
    private const int MostRepairs = 20;
    private const int MostWork = 4 << 20; // characters read again

    private readonly StringBuilder _text = new(lines.Text);
    private readonly HashSet<int> _brokenKeys = [];
    private int _repairs;

    /// <summary>The text, of the same length and lines, without what was taken out.</summary>
    public string Text => _text.ToString();

    /// <summary>Whether the value of the key that begins at an index was taken out.</summary>
    public bool IsBroken(int key) => _brokenKeys.Contains(key);

    /// <summary>The bracket or quote before an index that is not closed, if that is why the parser stopped there.</summary>
    public SyntaxProblem? Unclosed(int stopped)
    {
        int last = lines.LineOf(Math.Min(stopped, lines.Text.Length));
        for (int line = 0; line <= last; line++)
        {
            if (BlockEntry.At(lines, line) is not { } entry || entry.Value >= lines.Text.Length) continue;
            if (IsBroken(KeyOf(entry)) || lines.Text[entry.Value] is '|' or '>')
            {
                line = entry.LineBehind(lines) - 1;
                continue;
            }

            var scan = FlowScan.Of(lines, entry);
            if (scan.Problem is { } problem) return problem;
            if (scan.End is { } end) line = Math.Max(line, lines.LineOf(end - 1));
        }

        return null;
    }

    /// <summary>Takes out the entry around a problem; false when there is none, or none that was not taken out before.</summary>
    public bool TakeOut(SyntaxProblem problem)
    {
        if (++_repairs > MostRepairs || (long)_repairs * lines.Text.Length > MostWork) return false;
        int at = Math.Min(problem.Start, lines.Text.Length), line = lines.LineOf(at);
        // What is wrong with a key is wrong with the map around it.
        var entry = InBrackets(at) ?? (BlockEntry.At(lines, line) is { } own && at >= own.Colon - 1 ? own : Around(line, IndentOf(line)));
        while (entry is not null && !_brokenKeys.Add(KeyOf(entry))) entry = Around(entry.Line, entry.Indent);
        if (entry is null) return false;
        int end = lines.Start(entry.LineBehind(lines));
        if (FlowScan.Of(lines, entry).End is { } close) end = Math.Max(end, close);
        for (int i = entry.Colon; i < end; i++)
        {
            if (lines.Text[i] is not ('\n' or '\r')) _text[i] = ' ';
        }

        return true;
    }

    /// <summary>The entry whose brackets hold an index on a later line: what looks like an entry there is a part of its value.</summary>
    private BlockEntry? InBrackets(int at)
    {
        int last = lines.LineOf(at);
        for (int line = 0; line < last; line++)
        {
            if (BlockEntry.At(lines, line) is not { } entry || entry.Value >= lines.Text.Length) continue;
            char first = lines.Text[entry.Value];
            if (first is '|' or '>') line = entry.LineBehind(lines) - 1;
            if (first is not ('[' or '{')) continue;
            int end = FlowScan.Of(lines, entry).End ?? lines.Start(entry.LineBehind(lines));
            if (at < end) return entry;
            line = Math.Max(line, lines.LineOf(end - 1));
        }

        return null;
    }

    // An item of a list may stand straight below the key of the list.
    private int IndentOf(int line) => BlockEntry.IndentOf(lines, line) is not { } indent ? 0 : lines.Text[lines.Start(line) + indent] == '-' ? indent + 1 : indent;

    private BlockEntry? Around(int line, int indent)
    {
        for (int above = line - 1; above >= 0; above--)
        {
            if (BlockEntry.At(lines, above) is { } entry && entry.Indent < indent && entry.LineBehind(lines) > line) return entry;
        }

        return null;
    }

    private int KeyOf(BlockEntry entry) => lines.Start(entry.Line) + entry.Indent;
}
