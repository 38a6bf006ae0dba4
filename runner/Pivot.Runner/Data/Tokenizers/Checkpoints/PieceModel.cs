namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>What makes tokens of a word, or of a whole stretch of text where nothing splits it.</summary>
internal abstract class PieceModel
{
    /// <summary>Its tokens.</summary>
    public abstract Vocabulary Vocabulary { get; }

    /// <summary>Appends a word's ids.</summary>
    public abstract void Encode(ReadOnlySpan<char> word, List<int> into);
}
