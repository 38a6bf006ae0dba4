using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>Byte-pair encoding over characters, with bytes for those that have no token: <c>tokenizer.json</c> of Llama 1 and 2, Mistral and their like.</summary>
internal sealed class MergedPieceModel : PieceModel
{
    private readonly Dictionary<(int, int), (double, int)> _pairs = [];
    private readonly ByteFallback? _bytes;
    private readonly int? _unknown;
    private readonly bool _fusesUnknown, _takesWholeWords;

    /// <summary>Makes the model.</summary>
    /// <param name="where">The file, for messages.</param>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="merges">Pairs in the order of their priority.</param>
    /// <param name="fallsBack">Whether characters without a token become bytes.</param>
    /// <param name="unknown">The token of what cannot be written, or null.</param>
    /// <param name="fusesUnknown">Whether several of those in a row become one.</param>
    /// <param name="takesWholeWords">Whether a word that is a token is not taken apart (<c>ignore_merges</c>).</param>
    public MergedPieceModel(
        string where, Vocabulary vocabulary, IReadOnlyList<(string First, string Second)> merges, bool fallsBack, string? unknown, bool fusesUnknown, bool takesWholeWords)
    {
        Vocabulary = vocabulary;
        foreach (var (first, second) in Merges.Checked(where, vocabulary, merges))
            _pairs[(vocabulary.Id(first)!.Value, vocabulary.Id(second)!.Value)] = (_pairs.Count, vocabulary.Id(first + second)!.Value);
        if (fallsBack) _bytes = ByteFallback.In(vocabulary) ?? throw new DataException($"{where}: byte_fallback, but not all of <0x00> to <0xFF> are in the vocabulary");
        if (unknown is not null) _unknown = vocabulary.Id(unknown) ?? throw new DataException($"{where}: unk_token {Vocabulary.Quote(unknown)} is not in the vocabulary");
        if (_bytes is null && _unknown is null) throw new DataException($"{where}: neither byte_fallback nor an unk_token, so that not every text can be encoded");
        (_fusesUnknown, _takesWholeWords) = (fusesUnknown, takesWholeWords);
    }

    /// <inheritdoc/>
    public override Vocabulary Vocabulary { get; }

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> word, List<int> into)
    {
        if (_takesWholeWords && Vocabulary.Id(word) is { } whole)
        {
            into.Add(whole);
            return;
        }
        var pieces = new List<PieceMerger.Piece>(word.Length);
        var bytes = new List<int>();
        var lastUnknown = false;
        for (var at = 0; at < word.Length;)
        {
            Rune.DecodeFromUtf16(word[at..], out _, out var length);
            var character = word.Slice(at, length);
            if (Vocabulary.Id(character) is { } id)
            {
                pieces.Add(new PieceMerger.Piece(at, length, id));
                lastUnknown = false;
            }
            else if (_bytes is not null)
            {
                bytes.Clear();
                _bytes.Encode(character, bytes);
                // Lengths only tell stale pairs from fresh ones; each byte counts as one.
                foreach (var b in bytes) pieces.Add(new PieceMerger.Piece(at, 1, b));
                lastUnknown = false;
            }
            else
            {
                if (!lastUnknown || !_fusesUnknown) pieces.Add(new PieceMerger.Piece(at, length, _unknown!.Value));
                lastUnknown = true;
            }
            at += length;
        }
        foreach (var piece in PieceMerger.Join(pieces, Joined)) into.Add(piece.Id);
    }

    private (double, int)? Joined(PieceMerger.Piece left, PieceMerger.Piece right) => _pairs.TryGetValue((left.Id, right.Id), out var joined) ? joined : null;
}
