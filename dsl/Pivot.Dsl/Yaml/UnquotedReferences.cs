using Pivot.Dsl.Diagnostics;
using YamlDotNet.Core;

namespace Pivot.Dsl.Yaml;

/// <summary>
/// Finds <c>${x}</c> that stands unquoted in flow style, of which YAML makes a map. Asked only of text that is no YAML, so it follows no more
/// of YAML than is needed to know quotes, comments and brackets apart.
/// </summary>
internal static class UnquotedReferences
{
    /// <summary>What an unquoted <c>${x}</c> within brackets does to YAML is told as that, and not as the syntax error that comes of it.</summary>
    public static bool TakeOut(SourceLines lines, TextRepair repair, DiagnosticBag bag)
    {
        bool took = false;
        foreach (var (line, column, written, openedOn, openedAt) in Find(lines.Text))
        {
            int at = lines.IndexOf(new Mark(0, line, column));
            var problem = new SyntaxProblem(at, at + written.Length, $"'{written}' stands unquoted between brackets, where its '{{' opens a map",
                $"put the value in quotes: \"{written}\"", DiagnosticCodes.Interpolation);
            bag.Error(problem.Code, lines.Span(problem.Start, problem.End), "", problem.Message, problem.Hint);
            // The whole entry that the brackets begin in goes; it may hold several.
            int opened = lines.IndexOf(new Mark(0, openedOn, openedAt));
            if (repair.Text[opened] != ' ') took |= repair.TakeOut(problem with { Start = opened, End = opened + 1 });
        }

        return took;
    }

    /// <summary>Each with its 1-based line and column, and the line on which the outermost bracket around it was opened.</summary>
    public static IEnumerable<(int Line, int Column, string Written, int OpenedOn, int OpenedAt)> Find(string text)
    {
        var lines = text.Split('\n');
        int depth = 0, openedOn = 0, openedAt = 0;
        char quote = '\0';
        for (int number = 0; number < lines.Length; number++)
        {
            var line = lines[number].TrimEnd('\r');
            bool atStart = true; // where a value or a key may begin: a quote or a bracket elsewhere is text
            for (int i = 0; i < line.Length; i++)
            {
                char c = line[i];
                if (quote != '\0')
                {
                    if (c == '\\' && quote == '"') i++;
                    else if (c == quote) quote = '\0';
                    continue;
                }

                if (c == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1]))) break;
                if (depth > 0 && Reference(line, i) is { } written)
                {
                    yield return (number + 1, i + 1, written, openedOn, openedAt);
                    i += written.Length - 1;
                    atStart = false;
                    continue;
                }

                if (atStart && c is '"' or '\'') quote = c;
                else if (c is '{' or '[' && (atStart || depth > 0))
                {
                    if (depth++ == 0) (openedOn, openedAt) = (number + 1, i + 1);
                }
                else if (c is '}' or ']' && depth > 0) depth--;
                if (char.IsWhiteSpace(c)) continue;
                bool separates = (c is ':' or '-' or '?' && (i + 1 == line.Length || char.IsWhiteSpace(line[i + 1]))) || (depth > 0 && c is ',' or '{' or '[');
                atStart = separates;
            }
        }
    }

    private static string? Reference(string line, int at)
    {
        if (string.CompareOrdinal(line, at, "${", 0, 2) != 0) return null;
        int end = line.AsSpan(at).IndexOfAny(",}]");
        return end < 0 ? line[at..].TrimEnd() : line[at + end] == '}' ? line.Substring(at, end + 1) : line.Substring(at, end);
    }
}
