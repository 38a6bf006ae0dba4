using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pivot.Dsl.Schemas;

/// <summary>What is written into a schema again and again.</summary>
internal static class JsonText
{
    private const int Width = 160;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, a line for what fits on one and a line a member for what does not.</summary>
    public static string Write(JsonNode node)
    {
        var text = new StringBuilder();
        Write(node, 0, 0, text);
        return text.Append('\n').ToString();
    }

    public static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    public static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(w => (JsonNode)w)]);

    /// <summary>A number without a point when it is whole.</summary>
    public static JsonNode Number(double value) => value == Math.Floor(value) && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value) : JsonValue.Create(value);

    public static JsonObject Reference(string pointer) => new() { ["$ref"] = "#" + pointer };

    /// <summary>Copies the members of one object behind those of another.</summary>
    public static JsonObject With(this JsonObject target, JsonObject more)
    {
        foreach (var (key, value) in more) target[key] = value?.DeepClone();
        return target;
    }

    private static void Write(JsonNode? node, int indent, int column, StringBuilder text)
    {
        var inline = Inline(node);
        bool fits = column + inline.Length <= Width && indent > 0;
        if (fits || node is JsonValue or null or JsonObject { Count: 0 } or JsonArray { Count: 0 })
        {
            text.Append(inline);
            return;
        }

        var members = node is JsonObject map ? map.Select(m => (Head: Inline(m.Key) + ": ", m.Value)) : node.AsArray().Select(item => (Head: "", Value: item));
        var separator = node is JsonObject ? "{" : "[";
        var margin = new string(' ', 2 * (indent + 1));
        foreach (var (head, value) in members)
        {
            text.Append(separator).Append('\n').Append(margin).Append(head);
            Write(value, indent + 1, margin.Length + head.Length + 1, text);
            separator = ",";
        }

        text.Append('\n').Append(' ', 2 * indent).Append(node is JsonObject ? '}' : ']');
    }

    private static string Inline(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } map => $"{{ {string.Join(", ", map.Select(m => $"{Inline(m.Key)}: {Inline(m.Value)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(Inline))}]",
        null => "null",
        _ => node.ToJsonString(Plain),
    };
}
