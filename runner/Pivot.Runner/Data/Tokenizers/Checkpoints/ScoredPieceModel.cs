using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>
/// SentencePiece's byte-pair encoding (Llama's <c>tokenizer.model</c>): neighbours join into any piece there is, the highest score first
/// (<see href="https://github.com/google/sentencepiece/blob/master/src/bpe_model.cc">bpe_model.cc</see>).
/// </summary>
internal sealed class ScoredPieceModel : PieceModel
{
    private readonly ScoredPieces _pieces;

    /// <summary>Makes the model.</summary>
    public ScoredPieceModel(ScoredPieces pieces) => _pieces = pieces;

    /// <inheritdoc/>
    public override Vocabulary Vocabulary => _pieces.Vocabulary;

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> word, List<int> into)
    {
        var text = word.ToString();
        var characters = new List<PieceMerger.Piece>(word.Length);
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(_pieces.LongestWhole, text.Length - at);
            while (length > 0 && _pieces.FindWhole(text.AsSpan(at, length)) is null) length--;
            if (length == 0) Rune.DecodeFromUtf16(text.AsSpan(at), out _, out length);
            var piece = text.AsSpan(at, length);
            characters.Add(new PieceMerger.Piece(at, length, _pieces.FindWhole(piece) ?? _pieces.Find(piece)?.Id ?? -1));
            at += length;
        }
        var unknown = _pieces.NewUnknowns();
        foreach (var piece in PieceMerger.Join(characters, Joined)) unknown.Add(text.AsSpan(piece.Start, piece.Length), piece.Id, into);

        (double, int)? Joined(PieceMerger.Piece left, PieceMerger.Piece right) =>
            !_pieces.IsWhole(left.Id) && !_pieces.IsWhole(right.Id) && _pieces.Find(text.AsSpan(left.Start, left.Length + right.Length)) is { } found ? (-found.Score, found.Id) : null;
    }
}
