using System.Text;
using System.Text.RegularExpressions;

namespace Pivot.Runner.Data.Tokenizers;

/// <summary>
/// One token a word or mark, case kept. A text in normal spacing (single spaces between words, none before <c>? . , : ; ! )</c>) comes back
/// from <see cref="Decode"/> as it was, if all its words are known.
/// </summary>
public sealed partial class WordTokenizer : OwnTokenizer
{
    private const string NoSpaceBefore = "?.,:;!)]}%";
    private const string NoSpaceAfter = "([{";
    private readonly string[] _words;
    private readonly Dictionary<string, int> _ids;

    /// <summary>Tokenizer of the words given; the first has id <see cref="PivotTokens.Count"/>.</summary>
    /// <exception cref="ArgumentException">A word occurs twice.</exception>
    public WordTokenizer(IReadOnlyList<string> words)
    {
        _words = [.. words];
        _ids = new Dictionary<string, int>(_words.Length, StringComparer.Ordinal);
        for (var i = 0; i < _words.Length; i++)
            if (!_ids.TryAdd(_words[i], PivotTokens.Count + i)) throw new ArgumentException($"the word \"{_words[i]}\" occurs twice", nameof(words));
    }

    /// <summary>The ordinary words in the order of their ids.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <inheritdoc/>
    public override int VocabSize => PivotTokens.Count + _words.Length;

    /// <summary>Tokenizer of the most frequent words of texts; equally frequent ones in ordinal order, so that the order of texts does not matter.</summary>
    /// <param name="texts">What it is to encode.</param>
    /// <param name="maxWords">Most words kept, at least 1; the rest become <see cref="PivotTokens.Unknown"/>.</param>
    public static WordTokenizer Build(IEnumerable<string> texts, int maxWords)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxWords, 1);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var words = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
            foreach (var match in Pieces().EnumerateMatches(text))
            {
                var word = text.AsSpan(match.Index, match.Length);
                words[word] = words.TryGetValue(word, out var count) ? count + 1 : 1;
            }
        return new WordTokenizer([.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(maxWords).Select(c => c.Key)]);
    }

    /// <summary>Words and marks of a text: the tokens it would be, were all its words known.</summary>
    public static int CountPieces(string text)
    {
        var count = 0;
        foreach (var _ in Pieces().EnumerateMatches(text)) count++;
        return count;
    }

    /// <inheritdoc/>
    public override int[] Encode(string text)
    {
        var ids = new List<int>();
        var lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var match in Pieces().EnumerateMatches(text))
            ids.Add(lookup.TryGetValue(text.AsSpan(match.Index, match.Length), out var id) ? id : PivotTokens.Unknown);
        return [.. ids];
    }

    /// <summary>Text of ids; special tokens are left out, an unknown word is written <c>�</c>.</summary>
    public override string Decode(IEnumerable<int> ids)
    {
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            if (id < PivotTokens.Count && id != PivotTokens.Unknown) continue;
            var word = id == PivotTokens.Unknown ? "\uFFFD" : _words[id - PivotTokens.Count];
            var closes = word.Length == 1 && NoSpaceBefore.Contains(word[0]);
            var opened = text.Length > 0 && NoSpaceAfter.Contains(text[^1]);
            if (text.Length > 0 && !closes && !opened) text.Append(' ');
            text.Append(word);
        }
        return text.ToString();
    }

    /// <inheritdoc/>
    public override void Save(string folder) => TokenizerFile.Write(folder, TokenizerFile.Word, _words);

    // A word with its inner apostrophes and hyphens (T-shirt), a number with its inner points (3.5), or one other visible character, of which some take two places in a text.
    [GeneratedRegex(@"[\w\p{M}]+(?:['’\-][\w\p{M}]+|(?<=\d)[.,]\d+)*|[\uD800-\uDBFF][\uDC00-\uDFFF]|\S", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}
