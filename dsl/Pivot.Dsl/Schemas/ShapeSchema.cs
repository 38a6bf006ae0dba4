using System.Text.Json.Nodes;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Schemas;

/// <summary>
/// The shapes of the table as schemas. These hold what every spec is held to, whole or laid over another; what a whole one must have besides is
/// <see cref="WholeSchema"/>'s.
/// </summary>
internal sealed class ShapeSchema(Definitions definitions, ShapeRules rules)
{
    /// <summary>What says something to a reader and nothing to a validator.</summary>
    private static readonly string[] Annotations = ["description", "default", "examples"];

    /// <summary>The properties of a record.</summary>
    public JsonObject Properties(RecordShape record, VariantShape? variants = null, string? word = null)
    {
        var properties = new JsonObject();
        foreach (var key in record.Members)
        {
            var value = key.Name == variants?.Discriminator ? new JsonObject { ["const"] = word } : Of(key.Shape, rules.Of(record, key.Name), key.TakesVariables);
            properties[key.Name] = Described(key, value);
        }

        return properties;
    }

    private JsonObject Of(Shape shape, KeyRules keyRules, bool variables) => shape switch
    {
        ValueShape value => ValueSchema.Of(value, keyRules, variables, definitions),
        RecordShape record => definitions.Reference(Definitions.PointerOf(record), () => Record(record)),
        VariantShape variant => definitions.Reference(Definitions.PointerOf(variant), () => Variant(variant)),
        NamesShape names => Names(names, variables),
        ListShape list => new JsonObject { ["type"] = JsonText.Words(["array", "string", "null"]), ["items"] = Of(list.Item, KeyRules.None, true) }.OrVariable("a list"),
        OverridesShape overrides => new OverridesSchema(definitions, this).Of(overrides),
        _ => throw new InvalidOperationException($"no schema for {shape.GetType().Name}"),
    };

    /// <summary>A record as a definition.</summary>
    public JsonObject Record(RecordShape record)
    {
        var schema = Map(record.What);
        if (record.ScalarKey is { } scalar)
        {
            var key = record.Members.Single(m => m.Name == scalar);
            var alone = key.Shape is ValueShape { InPlaceOfList: { } single } ? single : (ValueShape)key.Shape;
            var value = ValueSchema.Alone(alone, alone == key.Shape ? rules.Of(record, scalar) : KeyRules.None);
            schema["type"] = JsonText.Words(["object", .. value["type"]!.AsArray().Select(t => (string)t!)]);
            value.Remove("type");
            schema.With(value);
        }

        schema["properties"] = Properties(record);
        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>
    /// A map whose keys depend on one of its words: an <c>if</c> for each word, not a choice of all. The word then decides, and a misspelt key is
    /// one error at that key.
    /// </summary>
    private JsonObject Variant(VariantShape shape)
    {
        var word = shape.Discriminator;
        var words = shape.Variants.Keys.ToList();
        var key = shape.Variants.Values.First().Members.Single(m => m.Name == word);
        var branches = new JsonArray();
        foreach (var (name, record) in shape.Variants)
        {
            var then = definitions.Reference(Definitions.PointerOf(record), () => Closed(record.What, Properties(record, shape, name)));
            branches.Add(new JsonObject { ["if"] = Says(word, new JsonObject { ["const"] = name }), ["then"] = then });
        }

        var any = definitions.Reference(Definitions.PointerOfAny(shape), () => Closed($"{shape.What} of any {word}", Union(shape, key)));
        branches.Add(new JsonObject
        {
            ["if"] = new JsonObject { ["type"] = "object", ["not"] = Says(word, new JsonObject { ["enum"] = JsonText.Words(words) }) },
            ["then"] = any,
        });
        var schema = Map(shape.What);
        schema["properties"] = new JsonObject { [word] = Described(key, ValueSchema.Words(words, variables: true, orNull: false)) };
        schema["allOf"] = branches;
        return schema;
    }

    /// <summary>A map that says a word.</summary>
    public static JsonObject Says(string key, JsonObject word) =>
        new() { ["type"] = "object", ["properties"] = new JsonObject { [key] = word }, ["required"] = JsonText.Words([key]) };

    // Every key of every variant. Where they allow the same it is said once, with each variant's own description; where not, any of them will do.
    private JsonObject Union(VariantShape shape, LanguageKey discriminator)
    {
        var properties = new JsonObject { [discriminator.Name] = Described(discriminator, []) }; // its words are asked once, by the map itself
        var keys = shape.Variants.SelectMany(v => v.Value.Members.Select(m => (Word: v.Key, Record: v.Value, Key: m))).Where(k => k.Key.Name != discriminator.Name);
        foreach (var same in keys.GroupBy(k => k.Key.Name))
        {
            var pointers = same.Select(k => (k.Word, k.Key, Pointer: $"{Definitions.PointerOf(k.Record)}/properties/{k.Key.Name}", Schema: Constraint(k.Record, k.Key))).ToList();
            var different = pointers.GroupBy(p => p.Schema.ToJsonString()).Select(g => g.First()).ToList();
            var descriptions = pointers.GroupBy(p => p.Key.Description).ToList();
            var property = new JsonObject
            {
                ["description"] = descriptions.Count == 1 ? descriptions[0].Key : string.Join(' ', descriptions.Select(g => $"{string.Join(", ", g.Select(p => p.Word))}: {g.Key}")),
            };
            if (different.Count == 1) property.With(different[0].Schema);
            else property["anyOf"] = new JsonArray([.. different.Select(d => JsonText.Reference(d.Pointer))]);
            properties[same.Key] = property;
        }

        return properties;
    }

    private JsonObject Constraint(RecordShape record, LanguageKey key)
    {
        var schema = Of(key.Shape, rules.Of(record, key.Name), key.TakesVariables);
        foreach (var annotation in Annotations) schema.Remove(annotation);
        return schema;
    }

    private JsonObject Names(NamesShape names, bool variables)
    {
        var schema = new JsonObject { ["type"] = JsonText.Words(variables ? ["object", "string", "null"] : ["object", "null"]) };
        if (variables) schema.OrVariable("a map");
        schema["patternProperties"] = new JsonObject { [$"^{names.NamePattern}$"] = Of(names.Item, KeyRules.None, true) };
        schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonObject Described(LanguageKey key, JsonObject value)
    {
        var schema = new JsonObject { ["description"] = key.Description }.With(value);
        if (key.Default is { } standard) schema["default"] = JsonText.Parse(standard);
        if (key.Examples is { } examples) schema["examples"] = new JsonArray([.. examples.Select(JsonText.Parse)]);
        return schema;
    }

    private static JsonObject Closed(string title, JsonObject properties) =>
        new() { ["title"] = title, ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };

    private static JsonObject Map(string title) =>
        new JsonObject { ["title"] = title, ["type"] = JsonText.Words(["object", "string", "null"]) }.OrVariable("a map");
}
