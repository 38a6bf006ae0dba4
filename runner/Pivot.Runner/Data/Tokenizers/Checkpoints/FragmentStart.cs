namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>Where a stretch of ordinary text begins, which decides whether a space is put before it.</summary>
internal enum FragmentStart
{
    /// <summary>With the text.</summary>
    Text,

    /// <summary>Behind an added token.</summary>
    AfterToken,

    /// <summary>In the middle of a text that is encoded in parts.</summary>
    Middle,
}
