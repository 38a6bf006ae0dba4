using System.Collections.Concurrent;
using Microsoft.ML.Tokenizers;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>
/// Byte-level byte-pair encoding (GPT-2, Qwen2, Llama 3) of one word. The merging is Microsoft.ML.Tokenizers'; what stands around it (pattern, added tokens,
/// normalisation, <c>ignore_merges</c>) is ours: see the folder's README.
/// </summary>
internal sealed class ByteLevelModel : PieceModel
{
    // Natural text has few distinct words; made-up text (codes, numbers) would fill any memory.
    private const int MostWords = 1 << 18;
    private const int LongestKept = 64;
    private readonly BpeTokenizer _merging;
    private readonly ConcurrentDictionary<string, int[]> _words = new(StringComparer.Ordinal);
    private readonly bool _takesWholeWords;
    private int _kept;

    /// <summary>Makes the model.</summary>
    /// <param name="where">The file, for messages.</param>
    /// <param name="vocabulary">Tokens in the byte alphabet.</param>
    /// <param name="merges">Pairs in the order of their priority. Of a pair that occurs twice the later place counts, as in the original.</param>
    /// <param name="takesWholeWords">Whether a word that is a token is not taken apart (<c>ignore_merges</c>).</param>
    /// <exception cref="DataException">A byte has no token, or a merge names what is none.</exception>
    public ByteLevelModel(string where, Vocabulary vocabulary, IReadOnlyList<(string First, string Second)> merges, bool takesWholeWords)
    {
        Vocabulary = vocabulary;
        _takesWholeWords = takesWholeWords;
        for (var b = 0; b < 256; b++)
            if (vocabulary.Id(ByteAlphabet.Of((byte)b).ToString()) is null)
                throw new DataException($"{where}: the vocabulary has no token for byte 0x{b:X2} (\"{ByteAlphabet.Of((byte)b)}\"), so that not every text can be encoded");
        _merging = BpeTokenizer.Create(new BpeOptions(vocabulary.Ids) { ByteLevel = true, Merges = Merges.Checked(where, vocabulary, merges).Select(m => $"{m.First} {m.Second}") });
    }

    /// <inheritdoc/>
    public override Vocabulary Vocabulary { get; }

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> word, List<int> into)
    {
        if (word.Length > LongestKept)
        {
            into.AddRange(Make(word));
            return;
        }
        if (!_words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var ids))
        {
            ids = Make(word);
            if (_kept < MostWords && _words.TryAdd(word.ToString(), ids)) _kept++;
        }
        into.AddRange(ids);
    }

    private int[] Make(ReadOnlySpan<char> word) => _takesWholeWords && Vocabulary.Id(ByteAlphabet.Write(word)) is { } whole
        ? [whole]
        : [.. _merging.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false)];
}
