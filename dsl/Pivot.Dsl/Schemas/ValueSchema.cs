using System.Text.Json.Nodes;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Schemas;

/// <summary>
/// Single values and lists of them. A schema's <c>minimum</c> asks numbers only, its <c>pattern</c> text only and its <c>items</c> lists only, so
/// "a number, or text that holds <c>${...}</c>, or null" is one flat schema: a number that is too large gives one error that says so, where a
/// choice of schemas gives one error for each.
/// </summary>
internal static class ValueSchema
{
    /// <summary>Text that holds <c>${...}</c>; <c>$${</c> is a <c>${</c> that is only text.</summary>
    public const string HoldsVariable = @"(^|[^$])\$\{";

    /// <summary>Text that is one <c>${...}</c>, which a list or a map may take the place of.</summary>
    public const string IsVariable = @"^\$\{[^{}]+\}$";

    /// <summary>
    /// What <c>pattern</c>'s refusal is told as by editors, which know this keyword; for others it is one that they do not know and pass over.
    /// </summary>
    private const string Message = "patternErrorMessage";

    /// <summary>The schema of what stands under a key.</summary>
    /// <param name="shape">What it is.</param>
    /// <param name="rules">What its validators allow.</param>
    /// <param name="variables">Whether <c>${...}</c> may stand for it.</param>
    /// <param name="definitions">Holds the types that many keys share.</param>
    public static JsonObject Of(ValueShape shape, KeyRules rules, bool variables, Definitions definitions)
    {
        if (shape.IsList) return List(shape, rules, variables);
        if (!variables || SharedName(shape.Kind) is not { } name) return Single(shape, rules, variables, orNull: true);
        var type = definitions.Reference("/$defs/" + name, () => Single(new ValueShape(shape.Kind), KeyRules.None, variables: true, orNull: true));
        return Bound(type, AllBounds(shape, rules));
    }

    /// <summary>A single value with all its keywords in one object, to be put together with those of a list or a map that may stand in its place.</summary>
    public static JsonObject Alone(ValueShape shape, KeyRules rules) => Single(shape, rules, variables: true, orNull: true);

    /// <summary>Lets one <c>${...}</c> stand in the place of a list or a map.</summary>
    public static JsonObject OrVariable(this JsonObject schema, string what) => schema.WithPattern(IsVariable, $"must be {what}, or one ${{...}}");

    /// <summary>Text with <c>${...}</c> or the pattern given.</summary>
    public static string Pattern(string pattern, bool variables) => variables ? $"^(?:{pattern})$|{HoldsVariable}" : $"^(?:{pattern})$";

    private static JsonObject List(ValueShape shape, KeyRules rules, bool variables)
    {
        var types = new List<string> { "array" };
        var schema = new JsonObject();
        var instead = shape.InPlaceOfList is { } other ? Single(other, KeyRules.None, variables, orNull: true) : null;
        if (instead?["type"] is JsonArray more) types.AddRange(more.Select(t => (string)t!));
        if (!types.Contains("string") && variables) types.Add("string");
        if (!types.Contains("null")) types.Add("null");
        schema["type"] = JsonText.Words(types);
        schema["items"] = Single(shape, rules, variables, orNull: false);
        if (Math.Max(rules.Fewest, shape.FewestValues) is > 0 and var fewest) schema["minItems"] = fewest;
        if ((rules.Most ?? shape.MostValues) is { } most) schema["maxItems"] = most;
        if (rules.Distinct || shape.Distinct) schema["uniqueItems"] = true;
        if (instead is null) return variables ? schema.OrVariable("a list") : schema;

        instead.Remove("type");
        return schema.With(instead);
    }

    private static JsonObject Single(ValueShape shape, KeyRules rules, bool variables, bool orNull)
    {
        JsonObject Typed(params string[] types) =>
            new() { ["type"] = JsonText.Words(types.Concat(variables ? ["string"] : []).Distinct().Concat(orNull ? ["null"] : [])) };
        JsonObject OrHolds(JsonObject schema, string what) => variables ? schema.WithPattern(HoldsVariable, $"must be {what}, or text with ${{...}}") : schema;
        switch (shape.Kind)
        {
            case ValueKind.Any:
                return [];
            case ValueKind.Whole:
                return Bound(OrHolds(Typed("integer"), "a whole number"), AllBounds(shape, rules));
            case ValueKind.Number:
                return Bound(OrHolds(Typed("number"), "a number"), AllBounds(shape, rules));
            case ValueKind.Truth:
                return OrHolds(Typed("boolean"), "true or false");
            case ValueKind.Formed:
                var formed = Typed("string");
                formed["pattern"] = Pattern(shape.Pattern!, variables);
                return formed;
            case ValueKind.Word:
                return Words(rules.Words ?? throw new InvalidOperationException("no validator knows the words of a value that is one of a few words"), variables, orNull);
            default: // Text and paths are read as they are written: 1, true and 1e-3 are text there.
                return Typed("string", "number", "boolean");
        }
    }

    private static string? SharedName(ValueKind kind) => kind switch
    {
        ValueKind.Whole => "whole_number",
        ValueKind.Number => "number",
        ValueKind.Truth => "truth",
        ValueKind.Text => "text",
        ValueKind.Path => "file_path",
        _ => null,
    };

    private static Bounds AllBounds(ValueShape shape, KeyRules rules) => shape.Bounds is { } own ? rules.And(own).Bounds : rules.Bounds;

    private static JsonObject WithPattern(this JsonObject schema, string pattern, string message)
    {
        schema["pattern"] = pattern;
        schema[Message] = message;
        return schema;
    }

    /// <summary>One of a few words. A choice after all: an <c>enum</c> is what editors complete from.</summary>
    public static JsonObject Words(IEnumerable<string> words, bool variables, bool orNull)
    {
        var all = JsonText.Words(words);
        if (orNull) all.Add(null);
        var choice = new JsonObject { ["enum"] = all };
        return variables ? new JsonObject { ["anyOf"] = new JsonArray(choice, JsonText.Reference("/$defs/with_variable")) } : choice;
    }

    private static JsonObject Bound(JsonObject schema, Bounds bounds)
    {
        if (bounds.Least is { } least) schema["minimum"] = JsonText.Number(least);
        if (bounds.Most is { } most) schema["maximum"] = JsonText.Number(most);
        if (bounds.Above is { } above) schema["exclusiveMinimum"] = JsonText.Number(above);
        if (bounds.Below is { } below) schema["exclusiveMaximum"] = JsonText.Number(below);
        return schema;
    }
}
