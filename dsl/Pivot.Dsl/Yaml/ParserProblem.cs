using Pivot.Dsl.Diagnostics;
using YamlDotNet.Core;

namespace Pivot.Dsl.Yaml;

/// <summary>What the parser could not read, in the words of the person who wrote it. Its own messages are about its productions and not about the text.</summary>
internal static class ParserProblem
{
    private const int LongestKey = 1000; // the scanner looks no further for a colon
    private const string QuoteIt = "put the text in quotes";

    /// <param name="message">The parser's message; null when it stopped without one.</param>
    /// <param name="at">Index where it stopped.</param>
    /// <param name="end">Index just behind that.</param>
    /// <param name="lines">The text.</param>
    public static SyntaxProblem Of(string? message, int at, int end, SourceLines lines)
    {
        var text = lines.Text;
        if (at >= text.TrimEnd().Length) at = end = text.TrimEnd().Length; // told behind the last character, not on a line that does not exist
        bool Says(string words) => message?.Contains(words, StringComparison.Ordinal) == true;
        char found = at < text.Length ? text[at] : '\n';
        if (Says("tab") && Tab(lines, at) is { } tab) return new(tab, tab + 1, "a tab stands where the indentation is", "indent with spaces");
        if (Says("cannot start any token")) return new(at, at + 1, $"'{found}' cannot begin a value without quotes", QuoteIt);
        if (Says("unknown escape")) return new(end, Math.Min(end + 2, text.Length), $"'{Slice(text, end, 2)}' is no escape of a \"...\" text", "write \\\\ for a backslash, or put the text in '...'");
        if (Says("key indicator") || Says("block sequence entries are not allowed")) return new(at, at + 1, $"'{found}' cannot begin a value without quotes", QuoteIt);
        if (Says("anchor or alias")) return new(at, at + 1, $"'{found}' cannot begin a value without quotes", QuoteIt);
        if (Says("more than one anchor") || Says("more than one tag")) return new(at, end, "a value has two anchors or tags", "remove them; the language has none", DiagnosticCodes.Anchor);
        if (Says("quoted scalar")) return new(at, at + 1, $"the quote {found} opened here is not closed", $"a {found} is missing");
        if (Says("directive")) return new(at, EndOfLine(lines, at), "this line is no directive that can be read", "remove it; a value that begins with '%' needs quotes");
        if (Says("incompatible YAML")) return new(at, EndOfLine(lines, at), "this is not a version of YAML that can be read", "remove the line");
        if (Says("',' or")) return Missing(text, at, Says("'}'") ? '}' : ']');
        if (Says("expected node content") && found == '-') return new(at, at + 1, "'-' cannot stand here", "inside { } a list is put in [ ]");
        if (Says("expected node content")) return new(at, at + 1, found is ',' or ']' or '}' or ':' ? $"a value is missing before this '{found}'" : "a value is missing here");
        if (Says("invalid mapping")) return Mapping(lines, at);
        if (Says("expected key") || Says("while scanning a simple key")) return Key(lines, at, end);
        if (Says("expected '-' indicator")) return Key(lines, at, end);
        if (Says("expected <document")) return new(at, EndOfLine(lines, at), "this line belongs to nothing above it", "check the indentation");
        return new(at, Math.Max(end, at), "this is not YAML: " + Sentence(message));
    }

    private static SyntaxProblem Missing(string text, int at, char closing)
    {
        if (at > 0 && at < text.Length && text[at] == '{' && text[at - 1] == '$')
        {
            int end = text.IndexOf('}', at) is var close and >= 0 ? close + 1 : at + 1;
            return new(at - 1, end, "'${' in a map or list of brackets needs quotes, because '{' opens a map", $"write \"{Slice(text, at - 1, Math.Min(60, end - at + 1))}\"", DiagnosticCodes.Interpolation);
        }

        return new(at, Math.Min(at + 1, text.Length), $"a ',' or a '{closing}' is missing before here");
    }

    // A ': ' in the middle of a value, or a line indented deeper than a key beside a value that is complete already.
    private static SyntaxProblem Mapping(SourceLines lines, int colon)
    {
        int line = lines.LineOf(colon);
        if (WordAbove(lines, line) is { } word) return word;
        if (BlockEntry.At(lines, line) is { } entry && entry.Colon == colon + 1 && line > 0)
        {
            return new(lines.Start(line) + entry.Indent, colon, "this key is indented deeper than its neighbours, below a value that is complete", "indent it as they are");
        }

        return new(colon, colon + 1, "a second ': ' in one value", "put the text in quotes; if it is a key, it needs a line of its own");
    }

    private static SyntaxProblem Key(SourceLines lines, int at, int end)
    {
        if (at >= lines.Text.Length) return new(at, at, "a key is missing here", "check the brackets and the indentation");
        int line = lines.LineOf(at), stop = EndOfLine(lines, at);
        if (lines.Text[at] is '}' or ']' or ',') return new(at, at + 1, $"this '{lines.Text[at]}' belongs to nothing", "remove it");
        if (BlockEntry.At(lines, line) is not { } entry) return NoColon(lines.Text, at, stop);
        if (entry.Colon - 1 - at > LongestKey) return new(at, at + 1, $"a key must be a word, found {entry.Colon - 1 - at} characters", null, DiagnosticCodes.KeyNotText);
        if (entry.Indent == at - lines.Start(line)) return new(at, entry.Colon - 1, "this line is indented unlike the lines above it", "indent it as its neighbours are");
        return new(at, Math.Max(end, at + 1), "a key cannot stand here", "check the brackets and the indentation");
    }

    private static SyntaxProblem NoColon(string text, int start, int end) =>
        new(start, end, $"a ':' is missing behind '{Slice(text, start, Math.Min(60, end - start))}'", "every line of a map is 'KEY: VALUE'");

    // A word alone in a line that is indented less is a key without its colon.
    private static SyntaxProblem? WordAbove(SourceLines lines, int line)
    {
        if (BlockEntry.IndentOf(lines, line) is not { } indent) return null;
        int above = line - 1;
        while (above >= 0 && BlockEntry.IndentOf(lines, above) is null) above--;
        if (above < 0 || BlockEntry.IndentOf(lines, above) >= indent || BlockEntry.At(lines, above) is not null) return null;
        int start = lines.Start(above) + BlockEntry.IndentOf(lines, above)!.Value, end = EndOfLine(lines, start);
        return lines.Text.AsSpan(start, end - start).ContainsAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") ? null : NoColon(lines.Text, start, end);
    }

    private static int? Tab(SourceLines lines, int from)
    {
        for (int line = lines.LineOf(Math.Min(from, lines.Text.Length)); line < lines.Count; line++)
        {
            var text = lines.Text.AsSpan(lines.Start(line), lines.End(line) - lines.Start(line));
            int tab = text[..(text.Length - text.TrimStart().Length)].IndexOf('\t');
            if (tab >= 0) return lines.Start(line) + tab;
        }

        return null;
    }

    private static int EndOfLine(SourceLines lines, int at)
    {
        int start = Math.Min(at, lines.Text.Length), end = lines.End(lines.LineOf(start));
        return lines.Text.AsSpan(start, Math.Max(0, end - start)).TrimEnd().Length + start;
    }

    private static string Slice(string text, int start, int length) => text.Substring(start, Math.Min(length, text.Length - start));

    private static string Sentence(string? message) =>
        string.IsNullOrEmpty(message) ? "the text behind here cannot be read" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
