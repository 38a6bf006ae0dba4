namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>Before which stretches of text a space is put, so that a word has the same token at the beginning as within a text.</summary>
internal enum PrefixScheme
{
    /// <summary>Before none.</summary>
    Never,

    /// <summary>Before one that begins the text.</summary>
    First,

    /// <summary>Before each, also behind an added token.</summary>
    Always,
}
