namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>Writes pieces, those without an id as bytes or as one unknown token a run.</summary>
internal struct UnknownPieces(ByteFallback? bytes, int unknown)
{
    private bool _last;

    /// <summary>Appends a piece's ids.</summary>
    /// <param name="text">What it stands for.</param>
    /// <param name="id">Its id; -1: it has none.</param>
    /// <param name="into">Where to.</param>
    public void Add(ReadOnlySpan<char> text, int id, List<int> into)
    {
        if (id >= 0) into.Add(id);
        else if (bytes is not null) bytes.Encode(text, into);
        else if (!_last) into.Add(unknown);
        _last = id < 0;
    }
}
