using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>
/// Patterns written for Rust's Oniguruma and Python's regex module. What .NET reads in the same way is compiled as it is, possessive quantifiers are
/// rewritten, and what .NET would silently read otherwise is refused.
/// </summary>
internal static class ForeignPattern
{
    /// <summary>Longest time of one match.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Compiling costs tens of milliseconds, and published tokenizers share a handful of patterns.
    private const int MostKept = 64;
    private static readonly ConcurrentDictionary<string, Regex> Kept = new(StringComparer.Ordinal);

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="DataException">It is too long, no pattern, or would mean something else here.</exception>
    public static Regex Compile(string where, string pattern)
    {
        if (pattern.Length > TokenizerLimits.PatternLength) throw new DataException($"{where}: a pattern of {pattern.Length} characters; {TokenizerLimits.PatternLength} are read");
        if (Kept.TryGetValue(pattern, out var known)) return known;
        try
        {
            var compiled = new Regex(Translate(where, pattern), RegexOptions.Compiled | RegexOptions.CultureInvariant, Patience);
            if (Kept.Count < MostKept) Kept.TryAdd(pattern, compiled);
            return compiled;
        }
        catch (ArgumentException problem)
        {
            throw new DataException($"{where}: the pattern {Vocabulary.Quote(pattern)} cannot be used here: {problem.Message}", problem);
        }
    }

    private static string Translate(string where, string pattern)
    {
        var result = new StringBuilder(pattern.Length);
        var atom = -1;
        for (var i = 0; i < pattern.Length;)
        {
            var c = pattern[i];
            if (c is '*' or '+' or '?' || (c == '{' && Braces(pattern, i) > 0))
            {
                var end = c == '{' ? Braces(pattern, i) : i + 1;
                // One quantifier behind another: `+` makes it possessive, `?` lazy.
                if (end < pattern.Length && pattern[end] == '+')
                {
                    if (atom < 0) throw new DataException($"{where}: a possessive quantifier behind a group, at character {i + 1} of the pattern, cannot be used here");
                    result.Insert(atom, "(?>").Append(pattern, i, end - i).Append(')');
                    i = end + 1;
                    atom = -1;
                    continue;
                }
                result.Append(pattern, i, end - i);
                i = end;
                continue;
            }
            var length = c switch
            {
                '\\' => Escape(pattern, i),
                '[' => Class(where, pattern, i),
                _ => 1,
            };
            atom = c is '(' or ')' or '|' ? -1 : result.Length;
            result.Append(pattern, i, Math.Min(length, pattern.Length - i));
            i += length;
        }
        return result.ToString();
    }

    private static int Braces(string pattern, int at)
    {
        var end = at + 1;
        while (end < pattern.Length && (char.IsAsciiDigit(pattern[end]) || pattern[end] == ',')) end++;
        return end > at + 1 && end < pattern.Length && pattern[end] == '}' ? end + 1 : 0;
    }

    private static int Escape(string pattern, int at)
    {
        if (at + 2 < pattern.Length && pattern[at + 1] is 'p' or 'P' && pattern[at + 2] == '{')
        {
            var end = pattern.IndexOf('}', at);
            if (end > 0) return end + 1 - at;
        }
        return 2;
    }

    private static int Class(string where, string pattern, int at)
    {
        var i = at + 1;
        if (i < pattern.Length && pattern[i] == '^') i++;
        for (var first = true; i < pattern.Length && (pattern[i] != ']' || first); first = false)
        {
            // Nested classes, POSIX names and intersections are characters like others to .NET.
            if (pattern[i] == '[' || (pattern[i] == '&' && i + 1 < pattern.Length && pattern[i + 1] == '&'))
                throw new DataException($"{where}: `{pattern[i]}` within the class at character {at + 1} of the pattern means something else here; escape it");
            i += pattern[i] == '\\' ? Escape(pattern, i) : 1;
        }
        return i + 1 - at;
    }
}
