using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>The keys that say what is done with rows that are not as they should be, and their reading.</summary>
internal static class RowPolicyKeys
{
    private static readonly LanguageKey TooLong =
        Key("too_long", "A row of more tokens than the language model's max_length: an error, left out (drop), or its last answers cut (truncate).", RowPolicy.Error);

    private static readonly LanguageKey[] OfImages =
    [
        Key("unreadable", "A row whose image is missing or is no image.", RowPolicy.Error),
        Key("text_only", "A row without an image.", RowPolicy.Error),
        Key("multi_image", "A row of several different images.", RowPolicy.Error),
    ];

    /// <summary>Of rows that are trained on.</summary>
    public static LanguageKey[] Training { get; } =
    [
        Key("placeholder", "A row with an image whose text has no <image>: taken as standing first (add), left out (drop), or an error.", RowPolicy.Add),
        TooLong,
        .. OfImages,
    ];

    /// <summary>Of questions: their texts have no placeholder, and a question is never cut.</summary>
    public static LanguageKey[] Questions { get; } = OfImages;

    /// <summary>Of a sample whose protocol says itself which rows are left out: only what a model is too short for is open.</summary>
    public static LanguageKey[] Sample { get; } = [TooLong];

    /// <summary>The policy of such a sample.</summary>
    public static RowPolicy ReadOfSample(MapReader reader)
    {
        var policy = new RowPolicy { TooLong = reader.Text("too_long") ?? RowPolicy.Default.TooLong };
        SpecValidators.Check(policy, reader);
        return policy;
    }

    /// <summary>The policy written in a map. A word that is not one is reported.</summary>
    public static RowPolicy Read(MapReader reader, bool training)
    {
        var d = RowPolicy.Default;
        var policy = new RowPolicy
        {
            Placeholder = (training ? reader.Text("placeholder") : null) ?? d.Placeholder,
            TooLong = (training ? reader.Text("too_long") : null) ?? d.TooLong,
            Unreadable = reader.Text("unreadable") ?? d.Unreadable,
            TextOnly = reader.Text("text_only") ?? d.TextOnly,
            MultiImage = reader.Text("multi_image") ?? d.MultiImage,
        };
        SpecValidators.Check(policy, reader);
        return policy;
    }

    private static LanguageKey Key(string name, string description, string fallback) => new(name, Values.Word, description) { Default = $"\"{fallback}\"" };
}
