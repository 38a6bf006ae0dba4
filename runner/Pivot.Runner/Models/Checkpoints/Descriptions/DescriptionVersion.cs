using System.Text.Json.Nodes;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>What the top of every written config.json says besides the model's sizes.</summary>
internal static class DescriptionVersion
{
    /// <summary>The transformers version whose layout is written.</summary>
    public const string Transformers = "4.46.1";

    /// <summary>Adds architecture, type and version to a description, fields in alphabetical order as HuggingFace writes them.</summary>
    public static JsonObject Top(string architecture, JsonObject description)
    {
        description["architectures"] = new JsonArray(architecture);
        description["torch_dtype"] = "float32";
        description["transformers_version"] = Transformers;
        var sorted = new JsonObject();
        foreach (var name in description.Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList())
        {
            var value = description[name];
            description.Remove(name);
            sorted[name] = value;
        }
        return sorted;
    }

    /// <summary>
    /// A part's description inside a pair's, where HuggingFace writes the type and what differs from the defaults of the part's class.
    /// </summary>
    public static JsonObject Part(JsonObject description, JsonObject defaults)
    {
        foreach (var (name, value) in defaults)
            if (name != "model_type" && JsonNode.DeepEquals(description[name], value)) description.Remove(name);
        return description;
    }
}
