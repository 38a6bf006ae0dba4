using System.Text.Json.Nodes;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Schemas;

/// <summary>Maps from dotted paths: arms, axes, points, conditions. A path that leads nowhere in the language is refused, and so is a value that cannot stand there.</summary>
internal sealed class OverridesSchema(Definitions definitions, ShapeSchema shapes)
{
    public JsonObject Of(OverridesShape shape) => shape.Form switch
    {
        OverrideForm.Value => definitions.Reference("/$defs/overrides", () => AtPaths("overrides by dotted path", pointer => JsonText.Reference(pointer))),
        OverrideForm.Axis => definitions.Reference("/$defs/axes", () => AtPaths("values by dotted path", Axis)),
        OverrideForm.Distribution => definitions.Reference("/$defs/distributions", Distributions),
        OverrideForm.Test => definitions.Reference("/$defs/conditions", Conditions),
        _ => throw new InvalidOperationException($"no schema for overrides of form {shape.Form}"),
    };

    private static JsonObject AtPaths(string title, Func<string, JsonObject> value)
    {
        var patterns = new JsonObject();
        foreach (var (pattern, pointer) in DottedPaths.All) patterns[$"^{pattern}$"] = value(pointer);
        return Map(title, new JsonObject { ["patternProperties"] = patterns, ["additionalProperties"] = false });
    }

    private JsonObject Axis(string pointer)
    {
        var list = definitions.Reference("/$defs/axis", () => new JsonObject { ["type"] = JsonText.Words(["array", "string", "null"]), ["minItems"] = 1 }.OrVariable("a list"));
        return list.With(new JsonObject { ["items"] = JsonText.Reference(pointer) });
    }

    private JsonObject Distributions()
    {
        var one = Map("distribution", new JsonObject
        {
            ["minProperties"] = 1, ["maxProperties"] = 1, ["properties"] = shapes.Properties(Language.Distribution), ["additionalProperties"] = false,
        });
        return Map("distributions by dotted path", new JsonObject
        {
            ["propertyNames"] = definitions.Reference("/$defs/path", () => Paths("")), ["additionalProperties"] = definitions.Reference("/$defs/distribution", () => one),
        });
    }

    private JsonObject Conditions()
    {
        var all = definitions.Reference("/$defs/condition", () => Map("condition", new JsonObject
        {
            ["propertyNames"] = definitions.Reference("/$defs/path_or_arm", () => Paths("arm|")), ["additionalProperties"] = definitions.Reference("/$defs/test", Test),
        }));
        return new JsonObject
        {
            ["title"] = "conditions", ["description"] = "A map of paths to tests that must all hold, or a list of such maps of which any must.",
            ["if"] = new JsonObject { ["type"] = "object" }, ["then"] = all, ["type"] = JsonText.Words(["object", "array", "string", "null"]),
            ["items"] = all.DeepClone(),
        }.OrVariable("a map or a list of maps");
    }

    private JsonObject Test() => new()
    {
        ["title"] = "test",
        ["description"] = "A value that it must have, a list of which it must have one, or a map of not, above, at_least, below, at_most.",
        ["type"] = JsonText.Words(["string", "number", "boolean", "null", "array", "object"]),
        ["items"] = new JsonObject { ["type"] = JsonText.Words(["string", "number", "boolean"]) },
        ["minProperties"] = 1,
        ["properties"] = shapes.Properties(Language.Test),
        ["additionalProperties"] = false,
    };

    private static JsonObject Paths(string more) => new()
    {
        ["title"] = "path", ["description"] = "A dotted path into data, models, stages or vars.", ["pattern"] = $"^(?:{more}{DottedPaths.Pattern})$",
    };

    private static JsonObject Map(string title, JsonObject keywords) =>
        new JsonObject { ["title"] = title, ["type"] = JsonText.Words(["object", "string", "null"]) }.OrVariable("a map").With(keywords);
}
