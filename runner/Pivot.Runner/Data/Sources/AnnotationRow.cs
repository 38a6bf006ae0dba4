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

    /// <summary>The row's image; an array of one is taken for its one, as MMPR writes it.</summary>
    public FileImage Image(string folder)
    {
        string name;
        if (Json.TryGetProperty("image", out var value) && value.ValueKind == JsonValueKind.Array)
        {
            if (value.GetArrayLength() != 1) throw Error($"\"image\" holds {value.GetArrayLength()} images; rows of one image each can be read");
            if (value[0].ValueKind != JsonValueKind.String) throw Error($"\"image\" must be a path, found {Kind(value[0])}");
            name = value[0].GetString()!;
        }
        else if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) throw Error($"the row has no \"image\"{Found()}; rows of text alone cannot be read");
        else if (value.ValueKind != JsonValueKind.String) throw Error($"\"image\" must be a path, found {Kind(value)}");
        else name = value.GetString()!;
        if (name.Length == 0 || name.Contains('\0')) throw Error("\"image\" is no path");
        return new FileImage(Path.GetFullPath(name, folder), name, Origin);
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

    private string Found()
    {
        var keys = Json.EnumerateObject().Select(p => p.Name).ToArray();
        return keys.Length == 0 ? "; it is empty" : $"; found {string.Join(", ", keys)}";
    }
}
