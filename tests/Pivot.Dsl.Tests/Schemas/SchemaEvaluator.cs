using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pivot.Dsl.Tests.Schemas;

/// <summary>
/// JSON Schema 2020-12 as far as the schema of experiments uses it; a keyword that is not known here is an exception, never a silence. No
/// free .NET library of that draft is on the registry whole (see the README of Pivot.Dsl), so this is ours, held to the specification by
/// its own tests and compared with ajv, python-jsonschema and yaml-language-server by hand.
/// </summary>
public sealed class SchemaEvaluator(JsonObject root)
{
    private static readonly HashSet<string> Annotations = ["$schema", "$defs", "title", "description", "default", "examples", "patternErrorMessage"];
    private static readonly ConcurrentDictionary<string, Regex> Patterns = [];

    public static SchemaEvaluator Of(string schema) => new((JsonObject)JsonNode.Parse(schema)!);

    public IReadOnlyList<SchemaError> Errors(JsonNode? instance) => Errors(root, instance, "").ToList();

    /// <summary>The errors of one part of the schema.</summary>
    public IReadOnlyList<SchemaError> Errors(JsonNode? instance, JsonNode? schema) => Errors(schema, instance, "").ToList();

    private bool Holds(JsonNode? schema, JsonNode? instance) => !Errors(schema, instance, "").Any();

    private IEnumerable<SchemaError> Errors(JsonNode? schema, JsonNode? instance, string at)
    {
        if (schema is JsonValue truth) return truth.GetValue<bool>() ? [] : [new SchemaError(at, "false")];
        var map = (JsonObject)schema!;
        return map.Where(k => !Annotations.Contains(k.Key)).SelectMany(k => Keyword(map, k.Key, k.Value, instance, at));
    }

    private IEnumerable<SchemaError> Keyword(JsonObject schema, string keyword, JsonNode? value, JsonNode? instance, string at)
    {
        SchemaError[] Unless(bool holds) => holds ? [] : [new SchemaError(at, keyword)];
        double? number = instance is JsonValue v && v.GetValueKind() == JsonValueKind.Number ? v.GetValue<double>() : null;
        var text = instance is JsonValue t && t.GetValueKind() == JsonValueKind.String ? t.GetValue<string>() : null;
        var list = instance as JsonArray;
        var map = instance as JsonObject;
        switch (keyword)
        {
            case "$ref": return Errors(Resolve((string)value!), instance, at);
            case "type": return Unless(value is JsonArray types ? types.Any(type => IsType((string)type!, instance)) : IsType((string)value!, instance));
            case "enum": return Unless(value!.AsArray().Any(word => JsonNode.DeepEquals(word, instance)));
            case "const": return Unless(JsonNode.DeepEquals(value, instance));
            case "minimum": return Unless(number is null || number >= value!.GetValue<double>());
            case "maximum": return Unless(number is null || number <= value!.GetValue<double>());
            case "exclusiveMinimum": return Unless(number is null || number > value!.GetValue<double>());
            case "exclusiveMaximum": return Unless(number is null || number < value!.GetValue<double>());
            case "pattern": return Unless(text is null || Matches((string)value!, text));
            case "minItems": return Unless(list is null || list.Count >= value!.GetValue<int>());
            case "maxItems": return Unless(list is null || list.Count <= value!.GetValue<int>());
            case "uniqueItems": return Unless(list is null || !list.Where((item, i) => list.Take(i).Any(earlier => JsonNode.DeepEquals(earlier, item))).Any());
            case "minProperties": return Unless(map is null || map.Count >= value!.GetValue<int>());
            case "maxProperties": return Unless(map is null || map.Count <= value!.GetValue<int>());
            case "items": return list?.SelectMany((item, i) => Errors(value, item, $"{at}/{i}")) ?? [];
            case "required": return map is null ? [] : value!.AsArray().Select(key => (string)key!).Where(key => !map.ContainsKey(key)).Select(key => new SchemaError($"{at}/{key}", keyword));
            case "properties": return map?.Where(p => value!.AsObject().ContainsKey(p.Key)).SelectMany(p => Errors(value![p.Key], p.Value, $"{at}/{p.Key}")) ?? [];
            case "patternProperties":
                return map?.SelectMany(p => value!.AsObject().Where(s => Matches(s.Key, p.Key)).SelectMany(s => Errors(s.Value, p.Value, $"{at}/{p.Key}"))) ?? [];
            case "additionalProperties":
                return map?.Where(p => !IsNamed(schema, p.Key)).SelectMany(p => value is JsonValue ? [new SchemaError($"{at}/{p.Key}", keyword)] : Errors(value, p.Value, $"{at}/{p.Key}")) ?? [];
            case "propertyNames": return map?.Where(p => !Holds(value, JsonValue.Create(p.Key))).Select(p => new SchemaError($"{at}/{p.Key}", keyword)) ?? [];
            case "allOf": return value!.AsArray().SelectMany(part => Errors(part, instance, at));
            case "anyOf": return Unless(value!.AsArray().Any(part => Holds(part, instance)));
            case "not": return Unless(!Holds(value, instance));
            case "if": return Holds(value, instance) ? Branch(schema["then"], instance, at) : Branch(schema["else"], instance, at);
            case "then" or "else": return [];
            default: throw new NotSupportedException($"the keyword {keyword}");
        }
    }

    private IEnumerable<SchemaError> Branch(JsonNode? schema, JsonNode? instance, string at) => schema is null ? [] : Errors(schema, instance, at);

    private static bool IsNamed(JsonObject schema, string key) =>
        schema["properties"] is JsonObject properties && properties.ContainsKey(key)
        || schema["patternProperties"] is JsonObject patterns && patterns.Any(p => Matches(p.Key, key));

    private static bool IsType(string type, JsonNode? instance) => type switch
    {
        "null" => instance is null,
        "object" => instance is JsonObject,
        "array" => instance is JsonArray,
        _ when instance is not JsonValue => false,
        "string" => instance.GetValueKind() == JsonValueKind.String,
        "boolean" => instance.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => instance.GetValueKind() == JsonValueKind.Number,
        "integer" => instance.GetValueKind() == JsonValueKind.Number && instance.GetValue<double>() is var value && value == Math.Floor(value),
        _ => throw new NotSupportedException($"the type {type}"),
    };

    private static bool Matches(string pattern, string text)
    {
        // In ECMAScript's expressions $ is the end of the text, in .NET's also the place before a line break at the end.
        var ours = pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern.Replace(")$|", @")\z|");
        if (!Patterns.TryGetValue(pattern, out var regex)) Patterns[pattern] = regex = new Regex(ours);
        return regex.IsMatch(text);
    }

    private JsonNode? Resolve(string reference) =>
        reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)root, (node, step) => node?[step])
        ?? throw new InvalidOperationException($"{reference} leads nowhere");
}
