namespace Pivot.Dsl.Yaml;

/// <summary>A line of block style that begins an entry: <c>key: value</c>, at the indentation of its key.</summary>
/// <param name="Line">Its line, counted from 0.</param>
/// <param name="Indent">Columns before the key.</param>
/// <param name="Colon">Index just behind the colon of the key.</param>
/// <param name="Value">Index of the value's first character on that line, or of the line's end when there is none.</param>
internal sealed record BlockEntry(int Line, int Indent, int Colon, int Value)
{
    /// <summary>The entry that a line begins, or null when it begins none.</summary>
    public static BlockEntry? At(SourceLines lines, int line)
    {
        var text = lines.Text;
        int start = lines.Start(line), end = lines.End(line);
        int i = SkipSpaces(text, start, end);
        while (i + 1 < end && text[i] is '-' or '?' && text[i + 1] == ' ') i = SkipSpaces(text, i + 1, end);
        if (i == end || text[i] is '#' or '{' or '[' or '}' or ']' or ',' or '%') return null;
        int indent = i - start;
        if (text[i] is '"' or '\'')
        {
            char quote = text[i];
            i = text.IndexOf(quote, i + 1, end - i - 1) + 1;
            if (i == 0) return null;
        }

        for (; i < end; i++)
        {
            if (text[i] == '#' && text[i - 1] == ' ') return null;
            if (text[i] == ':' && (i + 1 == end || text[i + 1] is ' ' or '\t')) return new BlockEntry(line, indent, i + 1, SkipSpaces(text, i + 1, end));
        }

        return null;
    }

    /// <summary>
    /// The first line behind the entry: the next one that is not indented deeper, blank lines and comments aside. The items of a list may stand
    /// straight below their key, and a closing bracket too.
    /// </summary>
    public int LineBehind(SourceLines lines)
    {
        int line = Line + 1;
        while (line < lines.Count && (IndentOf(lines, line) is not { } indent || indent > Indent || lines.Text[lines.Start(line) + indent] is '}' or ']' || (indent == Indent && IsItem(lines, line)))) line++;
        return line;
    }

    /// <summary>Columns before a line's text; null for a blank line and a comment.</summary>
    public static int? IndentOf(SourceLines lines, int line)
    {
        int end = lines.End(line), at = SkipSpaces(lines.Text, lines.Start(line), end);
        return at == end || lines.Text[at] == '#' ? null : at - lines.Start(line);
    }

    private bool IsItem(SourceLines lines, int line)
    {
        int at = lines.Start(line) + Indent, own = lines.Start(Line);
        return lines.Text[at] == '-' && (at + 1 >= lines.End(line) || lines.Text[at + 1] == ' ') && lines.Text.AsSpan(own, Indent).IsWhiteSpace();
    }

    private static int SkipSpaces(string text, int from, int end)
    {
        while (from < end && text[from] is ' ' or '\t') from++;
        return from;
    }
}
