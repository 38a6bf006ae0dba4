namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>SentencePiece's pieces: those a text may be cut into, with scores, and what is done with the rest of it.</summary>
internal sealed class ScoredPieces
{
    private readonly Dictionary<string, (double Score, int Id)> _usable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _whole = new(StringComparer.Ordinal);
    private readonly HashSet<int> _wholeIds;
    private readonly ByteFallback? _bytes;
    private readonly int _unknown;

    /// <summary>Makes the pieces.</summary>
    /// <param name="where">The file, for messages.</param>
    /// <param name="vocabulary">All pieces.</param>
    /// <param name="usable">Those a text may be cut into.</param>
    /// <param name="whole">Those that stay whole wherever the text has them (USER_DEFINED).</param>
    /// <param name="fallsBack">Whether characters without a piece become bytes.</param>
    /// <param name="unknown">Id of what cannot be written.</param>
    /// <exception cref="DataException">A byte is missing, or the unknown piece.</exception>
    public ScoredPieces(string where, Vocabulary vocabulary, IEnumerable<(string Piece, double Score)> usable, IEnumerable<string> whole, bool fallsBack, int unknown)
    {
        Vocabulary = vocabulary;
        foreach (var (piece, score) in usable)
        {
            if (piece.Length == 0) throw new DataException($"{where}: an empty piece");
            _usable[piece] = (score, vocabulary.Id(piece)!.Value);
            Longest = Math.Max(Longest, piece.Length);
        }
        foreach (var piece in whole)
        {
            if (piece.Length == 0) throw new DataException($"{where}: an empty piece");
            _whole[piece] = vocabulary.Id(piece)!.Value;
            LongestWhole = Math.Max(LongestWhole, piece.Length);
        }
        _wholeIds = [.. _whole.Values];
        if (fallsBack) _bytes = ByteFallback.In(vocabulary) ?? throw new DataException($"{where}: byte_fallback, but not all of <0x00> to <0xFF> are among the pieces");
        if (vocabulary.Token(unknown) is null) throw new DataException($"{where}: the unknown piece has id {unknown}, which no piece has");
        _unknown = unknown;
        HighestScore = _usable.Count == 0 ? 0 : _usable.Values.Max(v => v.Score);
        LowestScore = _usable.Count == 0 ? 0 : _usable.Values.Min(v => v.Score);
    }

    /// <summary>All pieces.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Length of the longest piece in UTF-16 units.</summary>
    public int Longest { get; }

    /// <summary>Length of the longest piece that stays whole.</summary>
    public int LongestWhole { get; }

    /// <summary>The highest score of a piece.</summary>
    public double HighestScore { get; }

    /// <summary>The lowest score of a piece.</summary>
    public double LowestScore { get; }

    /// <summary>Score and id of a piece a text may be cut into, or null.</summary>
    public (double Score, int Id)? Find(ReadOnlySpan<char> piece) =>
        piece.Length <= Longest && _usable.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(piece, out var found) ? found : null;

    /// <summary>Id of a piece that stays whole, or null.</summary>
    public int? FindWhole(ReadOnlySpan<char> piece) =>
        piece.Length <= LongestWhole && _whole.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(piece, out var id) ? id : null;

    /// <summary>Whether a piece stays whole, and joins nothing.</summary>
    public bool IsWhole(int id) => _wholeIds.Contains(id);

    /// <summary>What writes a text's pieces.</summary>
    public UnknownPieces NewUnknowns() => new(_bytes, _unknown);
}
