using System.Text.Json.Nodes;
using Pivot.Runner.Models.Language;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>The tokens that a language model's config.json names.</summary>
internal static class MarkTokensDescription
{
    public const string Begin = "bos_token_id";
    public const string End = "eos_token_id";
    public const string Pad = "pad_token_id";

    /// <param name="reader">The description.</param>
    /// <param name="begin">The class's default of bos_token_id.</param>
    /// <param name="end">The class's default of eos_token_id.</param>
    public static MarkTokens Read(DescriptionReader reader, int? begin = null, int? end = null) => new()
    {
        Begin = reader.OptionalInt(Begin, begin),
        Ends = reader.Ints(End, end is { } token ? [token] : []),
        Pad = reader.OptionalInt(Pad, null),
    };

    /// <summary>A number where there is one, a list where there are several, null for none.</summary>
    public static JsonNode? Ends(MarkTokens marks) => marks.Ends.Count switch
    {
        0 => null,
        1 => marks.Ends[0],
        _ => new JsonArray([.. marks.Ends.Select(token => (JsonNode)token)]),
    };
}
