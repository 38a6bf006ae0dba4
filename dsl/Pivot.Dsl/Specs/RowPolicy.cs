namespace Pivot.Dsl.Specs;

/// <summary>What is done with rows of a file that are not as they should be. Whatever is done is counted and reported.</summary>
public sealed record RowPolicy
{
    /// <summary>The row is mended: the placeholder is taken as standing before the first question.</summary>
    public const string Add = "add";

    /// <summary>The row is left out.</summary>
    public const string Drop = "drop";

    /// <summary>The row is read as it is.</summary>
    public const string Keep = "keep";

    /// <summary>The row is a mistake; the first ones are named and nothing runs.</summary>
    public const string Error = "error";

    /// <summary>The row's last answers are cut until it fits.</summary>
    public const string Truncate = "truncate";

    /// <summary>What is done where a spec says nothing.</summary>
    public static RowPolicy Default { get; } = new();

    /// <summary>A row with an image whose text has no <c>&lt;image&gt;</c>: add, drop or error.</summary>
    public string Placeholder { get; init; } = Add;

    /// <summary>A row whose image is missing or does not begin as an image: error or drop.</summary>
    public string Unreadable { get; init; } = Error;

    /// <summary>A row of more tokens than the language model's longest sequence: error, drop or truncate.</summary>
    public string TooLong { get; init; } = Error;

    /// <summary>A row without an image: error, drop, or keep, where a row is a conversation or a preference pair.</summary>
    public string TextOnly { get; init; } = Error;

    /// <summary>A row of several different images: error or drop.</summary>
    public string MultiImage { get; init; } = Error;
}
