using System.Text.Json.Nodes;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Schemas;

/// <summary>
/// What a spec must have that extends no other: required keys, and a map where one that extends may write null to take something out. Asked
/// besides <see cref="ShapeSchema"/>, so it speaks of nothing else.
/// </summary>
internal sealed class WholeSchema(Definitions definitions)
{
    private const string Prefix = "/$defs/whole_";

    private readonly HashSet<Shape> _open = [];

    /// <summary>The schema of a shape, or null when nothing in it is required.</summary>
    public JsonObject? Of(Shape shape) => shape switch
    {
        RecordShape or VariantShape when _open.Contains(shape) => JsonText.Reference(PointerOf(shape)), // a sweep in a sweep
        RecordShape record => Defined(record, () => Record(record, [])),
        VariantShape variant => Defined(variant, () => Variant(variant)),
        NamesShape names => new JsonObject { ["additionalProperties"] = NotNull(Of(names.Item)) },
        ListShape list => Of(list.Item) is { } item ? new JsonObject { ["items"] = item } : null,
        OverridesShape { NullIsValue: false } => new JsonObject { ["additionalProperties"] = NotNull(null) },
        _ => null,
    };

    private JsonObject? Defined(Shape shape, Func<JsonObject?> write)
    {
        _open.Add(shape);
        var schema = write();
        _open.Remove(shape);
        return schema is null ? null : definitions.Reference(PointerOf(shape), () => schema);
    }

    private static string PointerOf(Shape shape) => Prefix + Definitions.PointerOf(shape)["/$defs/".Length..];

    private JsonObject? Record(RecordShape record, IReadOnlyCollection<string> saidAlready)
    {
        var schema = new JsonObject();
        var required = record.Members.Where(m => m.Required && !saidAlready.Contains(m.Name)).Select(m => m.Name).ToList();
        if (required.Count > 0) schema["required"] = JsonText.Words(required);
        foreach (var key in record.Members.Where(m => m.RequiredWithout is not null))
        {
            schema["if"] = new JsonObject { ["not"] = new JsonObject { ["required"] = JsonText.Words([key.RequiredWithout!]) } };
            schema["then"] = new JsonObject { ["required"] = JsonText.Words([key.Name]) };
        }

        var properties = new JsonObject();
        foreach (var key in record.Members)
        {
            var inside = Of(key.Shape);
            // A single value that is null may be meant to be given by --set; a map of things that has none says nothing.
            if (key is { Required: true, Shape: NamesShape }) inside = new JsonObject { ["type"] = JsonText.Words(["object", "string"]), ["minProperties"] = 1 }.With(inside!);
            else if (key.Required && key.Shape is RecordShape or VariantShape or OverridesShape) inside = NotNull(inside);
            if (inside is not null) properties[key.Name] = inside;
        }

        if (properties.Count > 0) schema["properties"] = properties;
        return schema.Count > 0 ? schema : null;
    }

    // What every variant must have is said at once; the rest by the word, words that ask the same together.
    private JsonObject Variant(VariantShape shape)
    {
        var common = shape.Variants.Values.Select(v => v.Members.Where(m => m.Required).Select(m => m.Name)).Aggregate((a, b) => a.Intersect(b)).ToList();
        var schema = new JsonObject { ["required"] = JsonText.Words(common) };
        var branches = new JsonArray();
        foreach (var same in shape.Variants.Select(v => (Word: v.Key, Schema: Record(v.Value, common))).Where(v => v.Schema is not null).GroupBy(v => v.Schema!.ToJsonString()))
        {
            var words = new JsonObject { ["enum"] = JsonText.Words(same.Select(v => v.Word)) };
            branches.Add(new JsonObject { ["if"] = ShapeSchema.Says(shape.Discriminator, words), ["then"] = same.First().Schema });
        }

        if (branches.Count > 0) schema["allOf"] = branches;
        return schema;
    }

    private static JsonObject NotNull(JsonObject? schema) => new JsonObject { ["type"] = JsonText.Words(["object", "array", "string", "number", "boolean"]) }.With(schema ?? []);
}
