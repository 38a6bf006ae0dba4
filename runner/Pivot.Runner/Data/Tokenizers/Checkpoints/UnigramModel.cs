using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>
/// SentencePiece's unigram model: of all ways to cut a text the one with the highest sum of scores
/// (<see href="https://github.com/google/sentencepiece/blob/master/src/unigram_model.cc">unigram_model.cc</see>).
/// </summary>
/// <remarks>Microsoft.ML.Tokenizers' fails with an index out of range where byte fallback is needed, and does not fuse unknown characters.</remarks>
internal sealed class UnigramModel : PieceModel
{
    // What an unknown character costs below the lowest score: unigram_model.cc's kUnkPenalty.
    private const double UnknownPenalty = 10;
    private readonly ScoredPieces _pieces;

    /// <summary>Makes the model.</summary>
    public UnigramModel(ScoredPieces pieces) => _pieces = pieces;

    /// <inheritdoc/>
    public override Vocabulary Vocabulary => _pieces.Vocabulary;

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> word, List<int> into)
    {
        // best[i]: the highest score of the first i units; from[i]: where its last piece begins; ids[i]: that piece, or -1.
        var best = new double[word.Length + 1];
        var from = new int[word.Length + 1];
        var ids = new int[word.Length + 1];
        Array.Fill(best, double.NegativeInfinity, 1, word.Length);
        for (var at = 0; at < word.Length;)
        {
            Rune.DecodeFromUtf16(word[at..], out _, out var first);
            var single = false;
            for (var length = 1; length <= Math.Min(_pieces.Longest, word.Length - at); length++)
            {
                if (_pieces.Find(word.Slice(at, length)) is not { } piece) continue;
                single |= length == first;
                Offer(at + length, at, best[at] + piece.Score, piece.Id);
            }
            for (var length = 1; length <= Math.Min(_pieces.LongestWhole, word.Length - at); length++)
            {
                if (_pieces.FindWhole(word.Slice(at, length)) is not { } whole) continue;
                single |= length == first;
                // unigram_model.cc's bonus: better than any cut of the same bytes.
                Offer(at + length, at, best[at] + Encoding.UTF8.GetByteCount(word.Slice(at, length)) * _pieces.HighestScore - 0.1, whole);
            }
            if (!single) Offer(at + first, at, best[at] + _pieces.LowestScore - UnknownPenalty, -1);
            at += first;
        }
        var cuts = new List<int>();
        for (var end = word.Length; end > 0; end = from[end]) cuts.Add(end);
        var unknown = _pieces.NewUnknowns();
        for (var i = cuts.Count - 1; i >= 0; i--) unknown.Add(word[from[cuts[i]]..cuts[i]], ids[cuts[i]], into);

        void Offer(int end, int start, double score, int id)
        {
            if (score > best[end]) (best[end], from[end], ids[end]) = (score, start, id);
        }
    }
}
