namespace Pivot.Runner.Data.Tokenizers;

/// <summary>The special tokens of this program's own tokenizers, words and bytes: the same ids in both, whatever text they were built from.</summary>
public static class PivotTokens
{
    /// <summary>Fills a short row; never scored, never attended to.</summary>
    public const int Pad = 0;

    /// <summary>Ends an answer.</summary>
    public const int End = 1;

    /// <summary>Stands for one projected patch of the image.</summary>
    public const int Image = 2;

    /// <summary>A word the tokenizer does not know.</summary>
    public const int Unknown = 3;

    /// <summary>Opens a question.</summary>
    public const int User = 4;

    /// <summary>Opens an answer.</summary>
    public const int Assistant = 5;

    /// <summary>Number of special tokens; the first ordinary token has this id.</summary>
    public const int Count = 6;
}
