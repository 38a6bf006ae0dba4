namespace Pivot.Dsl.Yaml;

/// <summary>
/// Follows the brackets and quotes of one value, to say which of them is not closed. The parser only knows where it could not go on, which can be
/// many lines later. Asked only about texts that the parser has refused.
/// </summary>
internal sealed class FlowScan
{
    private readonly SourceLines _lines;
    private readonly string _text;
    private readonly int _limit;
    private readonly List<int> _open = [];
    private int _at;

    private FlowScan(SourceLines lines, int start, int limit) => (_lines, _text, _at, _limit) = (lines, lines.Text, start, limit);

    /// <summary>Index just behind the value if its brackets and quotes close.</summary>
    public int? End { get; private set; }

    public SyntaxProblem? Problem { get; private set; }

    /// <param name="lines">The text.</param>
    /// <param name="entry">Whose value is followed; one that does not begin with a bracket or a quote has no problem.</param>
    public static FlowScan Of(SourceLines lines, BlockEntry entry)
    {
        var scan = new FlowScan(lines, entry.Value, lines.Start(entry.LineBehind(lines)));
        if (entry.Value >= lines.Text.Length) return scan;
        char first = lines.Text[entry.Value];
        if (first is '[' or '{') scan.Brackets(entry);
        else if (first is '"' or '\'' && scan.Quote()) scan.Close();
        return scan;
    }

    private void Brackets(BlockEntry entry)
    {
        char before = '[';
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (_at >= _limit && _at == _lines.Start(_lines.LineOf(_at)) && BehindEntry(entry)) break;
            if (c is '"' or '\'' && before is '[' or '{' or ',' or ':')
            {
                if (!Quote()) return;
                before = c;
                continue;
            }

            if (c == '#' && char.IsWhiteSpace(_text[_at - 1])) _at = _lines.End(_lines.LineOf(_at)) - 1;
            else if (c is '[' or '{') _open.Add(_at);
            else if (c is ']' or '}' && !Pop(c)) return;
            if (!char.IsWhiteSpace(c)) before = c;
            _at++;
            if (_open.Count == 0)
            {
                Close();
                return;
            }
        }

        int open = _open[^1];
        Problem = new(open, open + 1, $"the '{_text[open]}' opened here is not closed", $"a '{Closing(_text[open])}' is missing");
    }

    // A closing bracket may stand below the key whose value it closes; another key may not.
    private bool BehindEntry(BlockEntry entry)
    {
        int line = _lines.LineOf(_at);
        return BlockEntry.IndentOf(_lines, line) <= entry.Indent && BlockEntry.At(_lines, line) is not null;
    }

    private bool Pop(char closing)
    {
        int open = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (Closing(_text[open]) == closing) return true;
        var place = _lines.Span(open, open + 1);
        Problem = new(_at, _at + 1, $"this '{closing}' closes a '{_text[open]}'", $"a '{Closing(_text[open])}' is missing before it; the '{_text[open]}' is at line {place.Line}, column {place.Column}");
        return false;
    }

    private bool Quote()
    {
        int start = _at;
        char quote = _text[_at++];
        for (; _at < _text.Length; _at++)
        {
            if (_text[_at] == '\\' && quote == '"') _at++;
            else if (_text[_at] == quote && quote == '\'' && _at + 1 < _text.Length && _text[_at + 1] == '\'') _at++;
            else if (_text[_at] == quote)
            {
                _at++;
                if (_at <= _limit) return true;
                break; // the next quote belongs to another entry
            }
        }

        Problem = new(start, start + 1, $"the quote {quote} opened here is not closed", $"a {quote} is missing");
        return false;
    }

    // Behind a value only a comment may stand; a colon says that the value was a key.
    private void Close()
    {
        int end = _lines.End(_lines.LineOf(_at - 1)), rest = _at;
        while (rest < end && _text[rest] is ' ' or '\t') rest++;
        if (rest == end || (_text[rest] == '#' && rest > _at))
        {
            End = _at;
            return;
        }

        char last = _text[_at - 1], next = _text[rest];
        int stop = _text.AsSpan(rest, end - rest).TrimEnd().Length + rest;
        Problem = next is ']' or '}' ? new(rest, rest + 1, $"this '{next}' closes nothing", "remove it, or open it earlier")
            : last == '\'' ? new(rest, stop, "text stands behind the closing quote", "a ' inside '...' is written twice; or put the text in \"...\"")
            : last == '"' ? new(rest, stop, "text stands behind the closing quote", "a \" inside \"...\" is written \\\"")
            : new(rest, stop, $"text stands behind the closing '{last}'", "remove it, or put it on a line of its own");
    }

    private static char Closing(char open) => open == '[' ? ']' : '}';
}
