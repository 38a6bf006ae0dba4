namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>A word begins at each visible space (Metaspace with <c>split</c>).</summary>
internal sealed class SpaceSplitter : ISplitter
{
    /// <inheritdoc/>
    public void Split(string text, int start, int length, List<(int Start, int Length)> into)
    {
        var from = start;
        for (var i = start + 1; i < start + length; i++)
        {
            if (text[i] != TextSteps.Space) continue;
            into.Add((from, i - from));
            from = i;
        }
        if (length > 0) into.Add((from, start + length - from));
    }
}
