namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>What becomes of a match of a splitting pattern.</summary>
internal enum SplitBehavior
{
    /// <summary>A word of its own; so is what lies between matches.</summary>
    Isolated,

    /// <summary>Nothing; what lies between matches are the words.</summary>
    Removed,

    /// <summary>The end of the word before it.</summary>
    MergedWithPrevious,

    /// <summary>The beginning of the word behind it.</summary>
    MergedWithNext,
}
