namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>Cuts text into words that are encoded by themselves.</summary>
internal interface ISplitter
{
    /// <summary>Appends the words of a stretch of text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the stretch begins.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="into">Start and length of each word.</param>
    void Split(string text, int start, int length, List<(int Start, int Length)> into);
}
