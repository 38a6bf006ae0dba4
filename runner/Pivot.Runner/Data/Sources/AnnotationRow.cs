using System.Text.Json;

namespace Pivot.Runner.Data.Sources;

/// <summary>A row of an annotation file and where it stands. Reading a value that is missing or of another type says so.</summary>
internal sealed record AnnotationRow(string File, int Line, JsonElement Json)
{
    public string Origin => $"{File}:{Line}";

    public DataException Error(string what) => new($"{Origin}: {what}");

    /// <summary>The text under the first of the names that is there.</summary>
    public string Text(params ReadOnlySpan<string> names) =>
        OptionalText(names) ?? throw Error($"the row has no \"{string.Join("\" or \"", names!)}\"{Found()}");

    /// <summary>The text (or number, as it is written) under the first of the names that is there, or null.</summary>
    public string? OptionalText(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!Json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) continue;
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number => value.GetRawText(),
                _ => throw Error($"\"{name}\" must be a text, found {Kind(value)}"),
            };
        }
        return null;
    }

    /// <summary>The array under a name.</summary>
    public JsonElement.ArrayEnumerator Array(string name)
    {
        if (!Json.TryGetProperty(name, out var value)) throw Error($"the row has no \"{name}\"{Found()}");
        if (value.ValueKind != JsonValueKind.Array) throw Error($"\"{name}\" must be an array, found {Kind(value)}");
        return value.EnumerateArray();
    }

    /// <summary>
    /// Paths of the row's images under a name: a text, or an array of texts. An image that is named twice is one; nothing, an empty text and an empty array are none.
    /// </summary>
    public IReadOnlyList<string> ImageNames(string name)
    {
        if (!Json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return [];
        if (value.ValueKind != JsonValueKind.Array) return ImageName(name, value) is { Length: > 0 } one ? [one] : [];
        return value.GetArrayLength() == 1 ? [ImageName(name, value[0])] : [.. value.EnumerateArray().Select(v => ImageName(name, v)).Distinct(StringComparer.Ordinal)];
    }

    private string ImageName(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) throw Error($"\"{name}\" must be a path, found {Kind(value)}");
        var path = value.GetString()!;
        return !path.Contains('\0') ? path : throw Error($"\"{name}\" is no path");
    }

    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null or JsonValueKind.Undefined => "nothing",
        _ => "true or false",
    };

    /// <summary>The names that the row has, for messages.</summary>
    public string Found()
    {
        var keys = Json.EnumerateObject().Select(p => p.Name).ToArray();
        return keys.Length == 0 ? "; it is empty" : $"; found {string.Join(", ", keys)}";
    }
}
