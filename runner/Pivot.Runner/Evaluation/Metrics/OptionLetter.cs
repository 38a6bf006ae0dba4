namespace Pivot.Runner.Evaluation.Metrics;

/// <summary>
/// The option that an answer to a multiple-choice question names. After a letter that the answer begins with, the rules are those of MMBench's
/// own evaluation, which lmms-eval shares (https://github.com/open-compass/VLMEvalKit, <c>matching_util.py</c>), without the judge model that it
/// asks when the rules find nothing: such an answer is wrong here.
/// </summary>
/// <remarks>
/// In this order: the answer is one letter, of either case, alone or between marks; it begins with a capital letter followed by a mark (<c>A. cat</c>,
/// <c>(A) cat</c>, <c>A: cat</c>); one of the letters, and no other, stands among its last words as a word, and is not the article A in a sentence; one option's text,
/// and no other's, is part of it.
/// </remarks>
public static class OptionLetter
{
    private const string Marks = ".()[],:;!*#{}";
    private const string After = ".)],:;*\n";
    private const int LastWords = 4; // a letter further from the end is not what the answer comes to
    private const int LongestWithArticle = 3;

    /// <summary>The letter, or null where none can be told.</summary>
    /// <param name="answer">What was said.</param>
    /// <param name="options">The options' texts by capital letter.</param>
    public static char? Find(string answer, IReadOnlyDictionary<char, string> options)
    {
        var bare = answer.Trim().Trim([.. Marks, ' ', '"', '\'', '?', '`']);
        if (bare.Length == 1 && options.ContainsKey(char.ToUpperInvariant(bare[0]))) return char.ToUpperInvariant(bare[0]);
        return First(answer, options) ?? Word(answer, options) ?? Text(answer, options);
    }

    private static char? First(string answer, IReadOnlyDictionary<char, string> options)
    {
        var start = answer.TrimStart().TrimStart(['(', '[', '*', '"', '\'']);
        return start.Length > 1 && options.ContainsKey(start[0]) && After.Contains(start[1]) ? start[0] : null;
    }

    private static char? Word(string answer, IReadOnlyDictionary<char, string> options)
    {
        var words = string.Concat(answer.Select(c => Marks.Contains(c) ? ' ' : c)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var named = options.Keys.Where(letter => words.Contains(letter.ToString())).ToList();
        if (named.Count != 1 || (named[0] == 'A' && words.Length > LongestWithArticle)) return null;
        return Array.IndexOf(words, named[0].ToString()) >= words.Length - LastWords ? named[0] : null;
    }

    private static char? Text(string answer, IReadOnlyDictionary<char, string> options)
    {
        if (answer.Length > 2 * options.Values.Sum(o => o.Length)) return null; // it repeats the question
        var named = options.Where(o => o.Value.Length > 0 && answer.Contains(o.Value, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count == 1 ? named[0].Key : null;
    }
}
