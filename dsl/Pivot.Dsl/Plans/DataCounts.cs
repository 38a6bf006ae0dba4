namespace Pivot.Dsl.Plans;

/// <summary>What a view holds, counted when it was looked at.</summary>
/// <param name="Train">Rows (or pictures) to learn from; for rows of one file, all of them.</param>
/// <param name="Test">Rows to be tested on; 0 where the view has no such split.</param>
/// <param name="TokensPerRow">
/// Mean number of words and marks of a training row's text, its answers included (of a preference pair both), before a tokenizer cuts words into
/// pieces; 0 without text.
/// </param>
/// <param name="Classes">Number of classes; 0 without labels.</param>
public sealed record DataCounts(int Train, int Test, double TokensPerRow, int Classes)
{
    /// <summary>Words and marks of the longest row that was read, of the built-in world among its first pictures; 0 without text.</summary>
    public int LongestRow { get; init; }
}
