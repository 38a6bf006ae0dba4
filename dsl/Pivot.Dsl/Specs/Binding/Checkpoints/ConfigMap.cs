using System.Text.Json;

namespace Pivot.Dsl.Specs.Binding.Checkpoints;

/// <summary>A map of a checkpoint's config.json, read field by field. What is wrong with a field is noted and its fallback is taken, so that all is told at once.</summary>
/// <param name="json">The map.</param>
/// <param name="whose">What it describes, as a message begins: <c>the vision tower's</c>; empty for the top of the file.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class ConfigMap(JsonElement json, string whose, List<string> problems)
{
    public List<string> Problems => problems;

    /// <summary>The same map under another name in messages.</summary>
    public ConfigMap As(string part) => new(json, part, problems);

    /// <summary>A map inside, or null (and a problem) when it is there and no map, or missing and needed.</summary>
    public ConfigMap? Inside(string name, string part, bool needed)
    {
        if (Find(name) is { ValueKind: JsonValueKind.Object } inner) return new(inner, part, problems);
        if (needed || Find(name) is not null) problems.Add($"{name} is not an object");
        return null;
    }

    public string Text(string name, string fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        { } value => Wrong(name, value, "a text", fallback),
    };

    public int Whole(string name, int fallback) => WholeOrNull(name) ?? fallback;

    public int? WholeOrNull(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) && number > 0 => number,
        { } value => Wrong<int?>(name, value, "a whole number of at least 1", null),
    };

    /// <summary>A whole number of any sign.</summary>
    public int Signed(string name, int fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
        { } value => Wrong(name, value, "a whole number", fallback),
    };

    public double Real(string name, double fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) && number > 0 => number,
        { } value => Wrong(name, value, "a number above 0", fallback),
    };

    public bool Truth(string name, bool fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => Wrong(name, value, "true or false", fallback),
    };

    /// <summary>A list of pairs of whole numbers, or null when it is not there.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Sizes(string name)
    {
        if (Find(name) is not { } value) return null;
        bool IsSize(JsonElement size) => size.ValueKind == JsonValueKind.Array && size.GetArrayLength() == 2
            && size.EnumerateArray().All(side => side.ValueKind == JsonValueKind.Number && side.TryGetInt32(out var number) && number > 0);
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsSize)) return [.. value.EnumerateArray().Select(size => (int[])[size[0].GetInt32(), size[1].GetInt32()])];
        return Wrong<IReadOnlyList<IReadOnlyList<int>>?>(name, value, "a list of [height, width]", null);
    }

    /// <summary>A word that is one of those that are computed here.</summary>
    public string Supported(string name, string fallback, params string[] supported)
    {
        var text = Text(name, fallback);
        if (supported.Contains(text)) return text;
        Unsupported(name, $"'{text}'", string.Join(" or ", supported.Select(s => $"'{s}'")));
        return supported[0];
    }

    /// <summary>A switch that has one supported position.</summary>
    public void MustBe(string name, bool fallback, bool supported)
    {
        if (Truth(name, fallback) != supported) Unsupported(name, supported ? "false" : "true", supported ? "true" : "false");
    }

    /// <summary>Notes a value that the modules here do not compute.</summary>
    public void Unsupported(string name, string value, string supported) => problems.Add($"{Owner}{name} is {value}; supported is {supported}");

    /// <summary>Notes two fields that do not fit each other.</summary>
    public void Misfit(string message) => problems.Add(message);

    private string Owner => whose.Length == 0 ? "" : whose + " ";

    private T Wrong<T>(string name, JsonElement value, string must, T fallback)
    {
        var text = value.GetRawText();
        problems.Add($"{Owner}{name} is {(text.Length > 80 ? text[..80] + "..." : text)}; it must be {must}");
        return fallback;
    }

    private JsonElement? Find(string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.Clone() : null;
}
