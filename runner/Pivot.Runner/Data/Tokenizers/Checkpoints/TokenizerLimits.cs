namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>What is believed of a tokenizer's files. The largest ones published (256 thousand tokens, 33 MB) are far below.</summary>
internal static class TokenizerLimits
{
    /// <summary>Largest file read, in bytes.</summary>
    public const long FileBytes = 128L << 20;

    /// <summary>Largest id plus one.</summary>
    public const int Ids = 1 << 21;

    /// <summary>Longest token in UTF-16 units.</summary>
    public const int TokenLength = 4096;

    /// <summary>Added tokens: each is looked for in every text.</summary>
    public const int AddedTokens = 1 << 16;

    /// <summary>Longest pattern or template in UTF-16 units.</summary>
    public const int PatternLength = 1 << 16;

    /// <summary>Longest text encoded at once, in UTF-16 units.</summary>
    public const int TextLength = 1 << 26;
}
