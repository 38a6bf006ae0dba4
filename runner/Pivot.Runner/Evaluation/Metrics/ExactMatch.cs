namespace Pivot.Runner.Evaluation.Metrics;

/// <summary>Whether two short answers are the same once case, spacing and a closing mark are set aside.</summary>
public static class ExactMatch
{
    /// <summary>
    /// Lower case, no spaces at the ends, one space between words, and without the final <c>.</c>, <c>!</c>, <c>?</c>, <c>,</c>, <c>;</c>
    /// or
    /// <c>:</c> (one mark, and the space before it): <c>" A red  Circle. "</c> becomes <c>"a red circle"</c>.
    /// </summary>
    public static string Normalise(string answer)
    {
        var words = string.Join(' ', answer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        return words.Length > 0 && ".!?,;:".Contains(words[^1]) ? words[..^1].TrimEnd() : words;
    }

    /// <summary>True when both say the same.</summary>
    public static bool IsMatch(string answer, string expected) => Normalise(answer) == Normalise(expected);
}
