namespace Pivot.Runner.Data.Batches;

/// <summary>
/// One row's tokens as a tree of segments: the image's (with what stands before it) at the root, then what follows it in branches that do not see each other. A chain
/// (each segment under the one before) is an ordinary sequence. Several questions about one image, or two answers to one question, share
/// everything above them and are still scored as if each stood alone.
/// </summary>
public sealed class TokenTree
{
    private readonly List<Segment> _segments = [];

    private sealed record Segment(int Parent, int[] Tokens, int FirstPosition, int Start, int? Answer);

    /// <summary>Starts a row with what stands before its image, and the image.</summary>
    /// <param name="beforeImage">Tokens before the image, possibly none.</param>
    /// <param name="imageTokens">P: this row's image tokens, at least 0.</param>
    /// <param name="imageId">Id of an image token.</param>
    public TokenTree(int[] beforeImage, int imageTokens, int imageId)
    {
        int[] tokens = [.. beforeImage, .. Enumerable.Repeat(imageId, imageTokens)];
        _segments.Add(new Segment(-1, tokens, 0, 0, null));
        Length = tokens.Length;
    }

    private TokenTree(Segment root)
    {
        _segments.Add(root);
        Length = root.Tokens.Length;
    }

    /// <summary>The root's number: the image with what stands before it.</summary>
    public const int Root = 0;

    /// <summary>T: tokens in the row.</summary>
    public int Length { get; private set; }

    /// <summary>Number of scored answers.</summary>
    public int Answers { get; private set; }

    /// <summary>Number of scored tokens.</summary>
    public int Scored => _segments.Sum(s => s.Answer is null ? 0 : s.Tokens.Length);

    /// <summary>Whether every segment stands under the one before it, so that plain causal attention is the same.</summary>
    public bool IsChain => _segments.Index().All(s => s.Item.Parent == s.Index - 1);

    /// <summary>Adds a segment that is read but not scored (a question).</summary>
    /// <param name="parent">Number of the segment it follows; all segments above that one are seen.</param>
    /// <param name="tokens">At least one token.</param>
    /// <returns>Its number.</returns>
    public int AddPrompt(int parent, int[] tokens) => Add(parent, tokens, null);

    /// <summary>Adds a segment whose tokens are scored (an answer with its end token). Answers are numbered in order.</summary>
    /// <inheritdoc cref="AddPrompt"/>
    /// <exception cref="ArgumentException">Nothing stands before it, so that its first token would be predicted from nothing.</exception>
    public int AddAnswer(int parent, int[] tokens)
    {
        if (Length == 0) throw new ArgumentException("an answer needs a token before it");
        return Add(parent, tokens, Answers++);
    }

    /// <summary>Writes token ids and positions of the row into its place in the batch.</summary>
    public void WriteTokens(Span<long> ids, Span<long> positions)
    {
        foreach (var segment in _segments)
        {
            for (var i = 0; i < segment.Tokens.Length; i++)
            {
                ids[segment.Start + i] = segment.Tokens[i];
                positions[segment.Start + i] = segment.FirstPosition + i;
            }
        }
    }

    /// <summary>Writes who sees whom into a row's [T, T] mask, whose width is <paramref name="width"/>; padding sees itself only.</summary>
    public void WriteMask(Span<bool> mask, int width)
    {
        foreach (var segment in _segments)
        {
            for (var i = 0; i < segment.Tokens.Length; i++)
            {
                var row = mask.Slice((segment.Start + i) * width, width);
                row.Slice(segment.Start, i + 1).Fill(true);
                for (var above = segment.Parent; above >= 0; above = _segments[above].Parent)
                    row.Slice(_segments[above].Start, _segments[above].Tokens.Length).Fill(true);
            }
        }
        for (var i = Length; i < width; i++) mask[i * width + i] = true;
    }

    /// <summary>Appends where each scored token is predicted from (position in the row, plus an offset), its id, and its answer's number (plus an offset).</summary>
    public void WriteScored(long rowOffset, long answerOffset, List<long> from, List<long> targets, List<long> answers)
    {
        foreach (var segment in _segments)
        {
            if (segment.Answer is not { } answer) continue;
            var parent = _segments[segment.Parent];
            for (var i = 0; i < segment.Tokens.Length; i++)
            {
                var predecessor = i == 0 ? parent.Start + parent.Tokens.Length - 1 : segment.Start + i - 1;
                from.Add(rowOffset + predecessor);
                targets.Add(segment.Tokens[i]);
                answers.Add(answerOffset + answer);
            }
        }
    }

    /// <summary>
    /// The row cut so that it fits: answers to one prompt to the same length; else from the end, a question whose answer would be lost with it.
    /// </summary>
    /// <param name="longest">Most tokens.</param>
    /// <returns>A row of at most so many tokens, or null where no token of an answer would be left.</returns>
    public TokenTree? CutTo(int longest)
    {
        if (Length <= longest) return this;
        var answers = _segments.Where(s => s.Answer is not null).ToList();
        var keep = answers.Select(s => s.Parent).Distinct().Count() < answers.Count ? KeptOfRivals(longest, answers) : KeptFromStart(longest);
        if (keep is null) return null;
        var cut = new TokenTree(_segments[Root]);
        for (var i = 1; i < keep.Length; i++) cut.Add(_segments[i].Parent, _segments[i].Tokens[..keep[i]], _segments[i].Answer is null ? null : cut.Answers++);
        return cut;
    }

    // Cut alike, so that the shorter answer is not told by its end.
    private int[]? KeptOfRivals(int longest, List<Segment> answers)
    {
        var room = longest - (Length - answers.Sum(s => s.Tokens.Length));
        if (room < answers.Count) return null;
        var most = answers.Max(s => s.Tokens.Length);
        while (answers.Sum(s => Math.Min(s.Tokens.Length, most)) > room) most--;
        return [.. _segments.Select(s => s.Answer is null ? s.Tokens.Length : Math.Min(s.Tokens.Length, most))];
    }

    private int[]? KeptFromStart(int longest)
    {
        List<int> keep = [];
        var (room, scored) = (longest, 0);
        foreach (var segment in _segments)
        {
            if (segment.Tokens.Length > room && (segment.Answer is null || room == 0)) break;
            keep.Add(Math.Min(segment.Tokens.Length, room));
            room -= keep[^1];
            if (segment.Answer is not null) scored = keep.Count;
            if (keep[^1] < segment.Tokens.Length) break;
        }
        return scored == 0 ? null : [.. keep[..scored]];
    }

    private int Add(int parent, int[] tokens, int? answer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parent, _segments.Count);
        ArgumentOutOfRangeException.ThrowIfZero(tokens.Length);
        var above = _segments[parent];
        _segments.Add(new Segment(parent, tokens, above.FirstPosition + above.Tokens.Length, Length, answer));
        Length += tokens.Length;
        return _segments.Count - 1;
    }
}
