namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>Joins neighbouring pieces, the most urgent pair first, of equally urgent ones the leftmost; n log n in the number of pieces.</summary>
/// <remarks>Microsoft.ML.Tokenizers joins only within one word and knows no byte fallback; a SentencePiece text is one long word.</remarks>
internal static class PieceMerger
{
    /// <summary>A piece of the text: where it stands and its id, or -1.</summary>
    public readonly record struct Piece(int Start, int Length, int Id);

    /// <summary>What two neighbours become, and how urgently (less is sooner); null where they do not join.</summary>
    public delegate (double Order, int Id)? Joining(Piece left, Piece right);

    /// <summary>Joins until nothing joins.</summary>
    public static List<Piece> Join(IReadOnlyList<Piece> pieces, Joining joining)
    {
        var count = pieces.Count;
        var all = pieces.ToArray();
        var (before, after) = (new int[count], new int[count]);
        for (var i = 0; i < count; i++) (before[i], after[i]) = (i - 1, i + 1);
        // An entry is stale when either piece has changed since: lengths tell, since pieces only grow.
        var waiting = new PriorityQueue<(int Left, int LeftLength, int Right, int RightLength, int Id), (double, int)>();
        for (var i = 0; i + 1 < count; i++) Offer(i, i + 1);
        while (waiting.TryDequeue(out var next, out _))
        {
            if (all[next.Left].Length != next.LeftLength || all[next.Right].Length != next.RightLength) continue;
            all[next.Left] = new Piece(all[next.Left].Start, next.LeftLength + next.RightLength, next.Id);
            all[next.Right] = all[next.Right] with { Length = 0 };
            after[next.Left] = after[next.Right];
            if (after[next.Left] < count) before[after[next.Left]] = next.Left;
            if (before[next.Left] >= 0) Offer(before[next.Left], next.Left);
            if (after[next.Left] < count) Offer(next.Left, after[next.Left]);
        }
        var result = new List<Piece>();
        for (var i = 0; i < count; i = after[i]) result.Add(all[i]);
        return result;

        void Offer(int left, int right)
        {
            if (joining(all[left], all[right]) is { } joined)
                waiting.Enqueue((left, all[left].Length, right, all[right].Length, joined.Id), (joined.Order, left));
        }
    }
}
