using System.Text.RegularExpressions;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>A splitting pattern of a tokenizer's files, compiled once, with a limit on its time.</summary>
internal sealed class SplitPattern : ISplitter
{
    /// <summary>GPT-2's pattern (<see href="https://github.com/openai/gpt-2/blob/master/src/encoder.py">encoder.py</see>).</summary>
    public const string Gpt2 = @"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>Qwen2's pattern (tokenization_qwen2.py).</summary>
    public const string Qwen2 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const int MostMilliseconds = 20_000;
    private readonly string _where;
    private readonly Regex _pattern;
    private readonly SplitBehavior _behavior;
    private readonly bool _inverted;

    /// <summary>Compiles a pattern.</summary>
    /// <param name="where">Where it stands, for messages.</param>
    /// <param name="pattern">In the syntax of Rust's and Python's, as far as .NET's means the same.</param>
    /// <param name="behavior">What becomes of a match.</param>
    /// <param name="inverted">Whether what lies between matches counts as the match.</param>
    /// <exception cref="DataException">The pattern is no pattern, or means something else here.</exception>
    public SplitPattern(string where, string pattern, SplitBehavior behavior = SplitBehavior.Isolated, bool inverted = false) =>
        (_where, _pattern, _behavior, _inverted) = (where, ForeignPattern.Compile(where, pattern), behavior, inverted);

    /// <inheritdoc/>
    public void Split(string text, int start, int length, List<(int Start, int Length)> into)
    {
        var (shadow, places) = BmpShadow.Of(text.AsMemory(start, length));
        var last = 0;
        var carried = -1;
        var endsWithMatch = false;
        var begun = Environment.TickCount64;
        try
        {
            foreach (var match in _pattern.EnumerateMatches(shadow.Span))
            {
                if (match.Length == 0) continue;
                if (Environment.TickCount64 - begun > MostMilliseconds) throw new DataException($"{_where}: the pattern took longer than {MostMilliseconds / 1000} s on a text of {length} characters");
                var (from, to) = places is null ? (match.Index, match.Index + match.Length) : (places[match.Index], places[match.Index + match.Length]);
                if (from > last) Take(last, from, isMatch: _inverted);
                Take(from, to, isMatch: !_inverted);
                last = to;
            }
        }
        catch (RegexMatchTimeoutException problem)
        {
            throw new DataException($"{_where}: the pattern took longer than {_pattern.MatchTimeout.TotalSeconds} s on a text of {length} characters", problem);
        }
        if (last < length) Take(last, length, isMatch: _inverted);
        if (carried >= 0) into.Add((start + carried, length - carried));

        void Take(int from, int to, bool isMatch)
        {
            switch (_behavior)
            {
                case SplitBehavior.Removed when isMatch:
                    return;
                case SplitBehavior.MergedWithPrevious when isMatch && into.Count > 0 && into[^1] is var word && word.Start + word.Length == start + from && word.Start >= start && !endsWithMatch:
                    into[^1] = (word.Start, word.Length + to - from);
                    endsWithMatch = true;
                    return;
                case SplitBehavior.MergedWithNext when isMatch:
                    if (carried >= 0) into.Add((start + carried, from - carried));
                    carried = from;
                    return;
                case SplitBehavior.MergedWithNext when carried >= 0:
                    into.Add((start + carried, to - carried));
                    carried = -1;
                    return;
                default:
                    endsWithMatch = isMatch;
                    into.Add((start + from, to - from));
                    return;
            }
        }
    }
}
