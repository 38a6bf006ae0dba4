namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>The tests (<c>x is ...</c>) that chat templates use, by name. The value is argument 0.</summary>
internal static class TemplateTests
{
    private static readonly Dictionary<string, TemplateFunction> Known = new(StringComparer.Ordinal)
    {
        ["defined"] = a => a.Only(1).Values[0] is not TemplateUndefined,
        ["undefined"] = a => a.Only(1).Values[0] is TemplateUndefined,
        ["none"] = a => a.Only(1).Values[0] is null,
        ["string"] = a => a.Only(1).Values[0] is string,
        ["number"] = a => a.Only(1).Values[0] is long or double or bool,
        ["integer"] = a => a.Only(1).Values[0] is long,
        ["float"] = a => a.Only(1).Values[0] is double,
        ["boolean"] = a => a.Only(1).Values[0] is bool,
        ["true"] = a => a.Only(1).Values[0] is true,
        ["false"] = a => a.Only(1).Values[0] is false,
        ["mapping"] = a => a.Only(1).Values[0] is TemplateMap { IsNamespace: false },
        ["iterable"] = a => a.Only(1).Values[0] is string or List<object?> or TemplateMap { IsNamespace: false } or TemplateUndefined,
        ["sequence"] = a => a.Only(1).Values[0] is string or List<object?> or TemplateMap { IsNamespace: false } or TemplateUndefined,
        ["callable"] = a => a.Only(1).Values[0] is TemplateFunction,
        ["odd"] = a => Whole(a) % 2 != 0,
        ["even"] = a => Whole(a) % 2 == 0,
        ["divisibleby"] = a => a.Only(2).Whole(1, "num", 1) is var by && by != 0 ? Whole(a, 2) % by == 0 : throw a.Problem("division by 0"),
        ["equalto"] = a => Equal(a),
        ["eq"] = a => Equal(a),
        ["=="] = a => Equal(a),
        ["ne"] = a => !Equal(a),
        ["in"] = a => ExpressionEvaluator.IsIn(a.Only(2).Values[0], a.Need(1, "seq"), a.Budget, a.Line),
    };

    /// <summary>A test, or null where there is none of the name.</summary>
    public static TemplateFunction? Find(string name) => Known.GetValueOrDefault(name);

    private static bool Equal(TemplateArguments a) => TemplateValues.AreEqual(a.Only(2).Values[0], a.Need(1, "other"), a.Budget, a.Line);

    private static long Whole(TemplateArguments a, int most = 1) => a.Only(most).Values[0] is long number ? number : throw a.Problem($"{TemplateValues.Named(a.Values[0])} is no whole number");
}
