namespace Pivot.Runner.Data.Sources;

/// <summary>Why rows are left out: the words of the keys that say so.</summary>
public static class RowReasons
{
    /// <summary>An image, and no placeholder in the text.</summary>
    public const string Placeholder = "placeholder";

    /// <summary>The image is missing or does not begin as one.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>More tokens than the model reads.</summary>
    public const string TooLong = "too_long";

    /// <summary>Two answers of the same text, of which none can be preferred.</summary>
    public const string SameAnswer = "same_answer";

    /// <summary>No image.</summary>
    public const string TextOnly = "text_only";

    /// <summary>Several different images.</summary>
    public const string MultiImage = "multi_image";
}
