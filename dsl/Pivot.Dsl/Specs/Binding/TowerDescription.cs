using System.Text.Json;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>
/// The vision tower that a checkpoint's config.json describes: of type siglip_vision_model, or the <c>vision_config</c> of one of type siglip or llava. What
/// it leaves out has HuggingFace's defaults.
/// </summary>
internal sealed record TowerDescription(int ImageSize, int PatchSize, int Width, int Depth, int Heads, int MlpWidth, bool HasHead)
{
    private const string FileName = "config.json";
    private const string TowerType = "siglip_vision_model";
    private const string Activation = "gelu_pytorch_tanh";

    /// <summary>Reads it, or says why it cannot be read.</summary>
    /// <param name="folder">The checkpoint's folder, absolute.</param>
    public static (TowerDescription? Tower, string? Problem, string? Hint) Read(string folder)
    {
        if (!Directory.Exists(folder)) return (null, $"there is no checkpoint folder {folder}", "correct the path; relative paths start from the spec's folder");
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return (null, $"{folder} is not a checkpoint in HuggingFace's format: it has no {FileName}", null);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return (Read(document.RootElement), null, null);
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return (null, $"{path} is not readable JSON ({problem.Message})", null);
        }
        catch (FormatException problem)
        {
            return (null, $"{path}: {problem.Message}", null);
        }
    }

    private static TowerDescription Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new FormatException("it is not an object");
        var type = Text(root, "model_type", "");
        var tower = type switch
        {
            TowerType => root,
            "siglip" or "llava" => root.TryGetProperty("vision_config", out var inner) && inner.ValueKind == JsonValueKind.Object
                ? inner : throw new FormatException("vision_config is not an object"),
            _ => throw new FormatException($"model_type is '{type}'; a vision tower is taken out of {TowerType}, siglip or llava"),
        };
        Must(tower, "model_type", TowerType);
        Must(tower, "hidden_act", Activation);
        if (Number(tower, "num_channels", 3) is var channels and not 3) throw new FormatException($"num_channels is {channels}; images have 3");
        var read = new TowerDescription(
            Number(tower, "image_size", 224), Number(tower, "patch_size", 16), Number(tower, "hidden_size", 768), Number(tower, "num_hidden_layers", 12),
            Number(tower, "num_attention_heads", 12), Number(tower, "intermediate_size", 3072), Truth(tower, "vision_use_head", true));
        if (read.Width % read.Heads != 0) throw new FormatException($"num_attention_heads {read.Heads} does not divide hidden_size {read.Width}");
        if (read.PatchSize > read.ImageSize) throw new FormatException($"patch_size {read.PatchSize} is larger than image_size {read.ImageSize}");
        return read;
    }

    private static void Must(JsonElement tower, string name, string supported)
    {
        var text = Text(tower, name, supported);
        if (text != supported) throw new FormatException($"the vision tower's {name} is '{text}'; supported is '{supported}'");
    }

    private static string Text(JsonElement map, string name, string fallback) => Find(map, name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        { } value => throw new FormatException($"{name} is {value.GetRawText()}; it must be a text"),
    };

    private static int Number(JsonElement map, string name, int fallback) => Find(map, name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) && number > 0 => number,
        { } value => throw new FormatException($"{name} is {value.GetRawText()}; it must be a whole number of at least 1"),
    };

    private static bool Truth(JsonElement map, string name, bool fallback) => Find(map, name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw new FormatException($"{name} is {value.GetRawText()}; it must be true or false"),
    };

    private static JsonElement? Find(JsonElement map, string name) => map.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
