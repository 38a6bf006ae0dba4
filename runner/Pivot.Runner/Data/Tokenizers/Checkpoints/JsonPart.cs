using System.Text.Json;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>A value in a JSON file and where it stands, for messages.</summary>
/// <param name="Where">File and path of keys.</param>
/// <param name="Element">The value.</param>
internal readonly record struct JsonPart(string Where, JsonElement Element)
{
    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    public bool IsText => Element.ValueKind == JsonValueKind.String;

    public bool IsList => Element.ValueKind == JsonValueKind.Array;

    public bool IsNumber => Element.ValueKind == JsonValueKind.Number;

    /// <summary>A key's value; null when there is none or it is JSON's null.</summary>
    public JsonPart? Find(string name)
    {
        if (!IsObject) throw Wrong("an object");
        return Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new JsonPart($"{Where}: {name}", value) : null;
    }

    /// <summary>A key's value, which must be there.</summary>
    public JsonPart Get(string name) => Find(name) ?? throw new DataException($"{Where}: no `{name}`");

    public string Text()
    {
        if (!IsText) throw Wrong("a text");
        try
        {
            return Element.GetString()!;
        }
        catch (InvalidOperationException problem)
        {
            throw new DataException($"{Where}: half a surrogate pair, which is no text", problem);
        }
    }

    public string? TextOf(string name) => Find(name)?.Text();

    public bool Flag(string name, bool otherwise) => Find(name) is { } value ? value.Flag() : otherwise;

    public bool Flag() => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("true or false"),
    };

    public int Whole() => IsNumber && Element.TryGetInt32(out var number) ? number : throw Wrong("a whole number");

    public double Number() => IsNumber && Element.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Wrong("a number");

    public IEnumerable<JsonPart> Items()
    {
        if (!IsList) throw Wrong("a list");
        var where = Where;
        return Element.EnumerateArray().Select((e, i) => new JsonPart($"{where}[{i}]", e));
    }

    /// <summary>Keys and values in the order of the file.</summary>
    /// <exception cref="DataException">It is no object, or a key is no text.</exception>
    public IEnumerable<(string Name, JsonPart Value)> Members()
    {
        if (!IsObject) throw Wrong("an object");
        foreach (var member in Element.EnumerateObject()) yield return (NameOf(member), new JsonPart(Where, member.Value));
    }

    /// <summary>What is wrong with the value.</summary>
    public DataException Wrong(string expected)
    {
        var found = Element.ToString();
        return new DataException($"{Where}: found {Element.ValueKind.ToString().ToLowerInvariant()}{(found.Length is > 0 and < 60 ? $" {found}" : "")}, expected {expected}");
    }

    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException problem)
        {
            throw new DataException($"{Where}: a key with half a surrogate pair, which is no text", problem);
        }
    }
}
