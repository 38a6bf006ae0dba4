using System.Text.Json.Nodes;
using TorchSharp;

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
        return Sorted(description);
    }

    /// <summary>Says the type of the stored weights.</summary>
    public static void SetType(JsonObject description, torch.ScalarType type) => description["torch_dtype"] = NameOf(type);

    /// <summary>PyTorch's name of a floating type.</summary>
    /// <exception cref="ArgumentException">No weights are stored in that type.</exception>
    public static string NameOf(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float64 => "float64",
        torch.ScalarType.Float32 => "float32",
        torch.ScalarType.BFloat16 => "bfloat16",
        torch.ScalarType.Float16 => "float16",
        _ => throw new ArgumentException($"a model's weights are not stored as {type}; float32, bfloat16 and float16 are possible"),
    };

    /// <summary>The same fields in alphabetical order, those of objects inside too.</summary>
    public static JsonObject Sorted(JsonObject description)
    {
        var sorted = new JsonObject();
        foreach (var (name, value) in description.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            sorted[name] = value is JsonObject inner ? Sorted(inner) : value?.DeepClone();
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
