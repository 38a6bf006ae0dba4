namespace Pivot.Dsl.Yaml;

/// <summary>What stands around a value in the text and is not told by the parser.</summary>
internal static class NodeProperties
{
    /// <summary>The anchors and tags before a value, in the order they are written, as start and end.</summary>
    public static IEnumerable<(int Start, int End)> In(string text, int from)
    {
        while (true)
        {
            while (from < text.Length && char.IsWhiteSpace(text[from])) from++;
            if (from == text.Length || text[from] is not ('&' or '!')) yield break;
            int end = from + 1;
            bool verbatim = end < text.Length && text[end] == '<';
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && (verbatim || text[end] is not (',' or '[' or ']' or '{' or '}')))
            {
                if (verbatim && text[end] == '>') verbatim = false;
                end++;
            }

            yield return (from, end);
            from = end;
        }
    }

    /// <summary>Whether a colon follows a key, blanks, line breaks and comments aside.</summary>
    public static bool HasColon(string text, int from)
    {
        for (; from < text.Length; from++)
        {
            if (text[from] == '#') from = text.IndexOf('\n', from) is >= 0 and var end ? end : text.Length;
            else if (!char.IsWhiteSpace(text[from])) return text[from] == ':';
        }

        return false;
    }
}
