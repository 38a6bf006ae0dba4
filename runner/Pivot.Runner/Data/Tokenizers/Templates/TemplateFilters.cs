using System.Globalization;

namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>The filters that chat templates use, by name. The value is argument 0.</summary>
internal static class TemplateFilters
{
    private static readonly Dictionary<string, TemplateFunction> Known = new(StringComparer.Ordinal)
    {
        ["trim"] = a => TemplateMethods.Strip(Text(a.Only(2, "chars")), a.Get(1, "chars", null), a, left: true, right: true),
        ["length"] = a => Length(a.Only(1)),
        ["count"] = a => Length(a.Only(1)),
        ["tojson"] = a => new TemplateJson(a.Budget, a.Line, a.Only(2, "indent").Get(1, "indent", null) is null ? null : Math.Clamp(a.Whole(1, "indent", 0), 0, 16)).Write(a.Values[0]),
        ["default"] = a => Default(a.Only(3, "default_value", "boolean")),
        ["d"] = a => Default(a.Only(3, "default_value", "boolean")),
        ["join"] = a => Join(a.Only(2, "d")),
        ["upper"] = a => Text(a.Only(1)).ToUpperInvariant(),
        ["lower"] = a => Text(a.Only(1)).ToLowerInvariant(),
        ["capitalize"] = a => TemplateMethods.Capitalize(Text(a.Only(1))),
        ["title"] = a => TemplateMethods.Title(Text(a.Only(1)), before => char.IsWhiteSpace(before) || "-({[<".Contains(before)),
        ["replace"] = a => TemplateMethods.Replace(Text(a.Only(3)), a, 1),
        ["first"] = a => Items(a.Only(1)) is { Count: > 0 } items ? items[0] : new TemplateUndefined("first"),
        ["last"] = a => Items(a.Only(1)) is { Count: > 0 } items ? items[^1] : new TemplateUndefined("last"),
        ["list"] = a => Items(a.Only(1)).ToList(),
        ["items"] = a => a.Values[0] is TemplateUndefined ? new List<object?>() : TemplateMethods.Pairs(Map(a.Only(1))),
        ["dictsort"] = a => TemplateMethods.Pairs(Map(a.Only(1))).OrderBy(p => (string)((List<object?>)p!)[0]!, StringComparer.OrdinalIgnoreCase).ToList(),
        ["reverse"] = a => Reverse(a.Only(1)),
        ["string"] = a => Text(a.Only(1)),
        ["safe"] = a => a.Only(1).Values[0],
        ["int"] = a => Whole(a.Only(2, "default")),
        ["float"] = a => Real(a.Only(2, "default")),
        ["abs"] = a => a.Only(1).Values[0] switch { long n when n > long.MinValue => (object)Math.Abs(n), double n => Math.Abs(n), _ => throw a.Problem("no number, or too large") },
        ["unique"] = a => Unique(a.Only(1)),
        ["indent"] = a => Indent(a.Only(4, "width", "first", "blank")),
        ["map"] = Mapped,
        ["select"] = a => Selected(a, null, keeps: true),
        ["reject"] = a => Selected(a, null, keeps: false),
        ["selectattr"] = a => Selected(a, a.Text(1, "attribute"), keeps: true),
        ["rejectattr"] = a => Selected(a, a.Text(1, "attribute"), keeps: false),
    };

    /// <summary>A filter, or null where there is none of the name.</summary>
    public static TemplateFunction? Find(string name) => Known.GetValueOrDefault(name);

    private static string Text(TemplateArguments a) => TemplateValues.Text(a.Values[0], a.Budget, a.Line);

    private static List<object?> Items(TemplateArguments a) => TemplateValues.Items(a.Values[0], a.Budget, a.Line);

    private static TemplateMap Map(TemplateArguments a) => a.Values[0] as TemplateMap ?? throw a.Problem($"{TemplateValues.Named(a.Values[0])} is no mapping");

    private static object Length(TemplateArguments a) => a.Values[0] switch
    {
        string text => (long)text.EnumerateRunes().Count(),
        List<object?> list => (long)list.Count,
        TemplateMap map => (long)map.Count,
        TemplateUndefined => 0L,
        var other => throw a.Problem($"{TemplateValues.Named(other)} has no length"),
    };

    private static object? Default(TemplateArguments a)
    {
        var value = a.Values[0];
        var missing = value is TemplateUndefined || (TemplateValues.IsTrue(a.Get(2, "boolean", false)) && !TemplateValues.IsTrue(value));
        return missing ? a.Get(1, "default_value", "") : value;
    }

    private static string Join(TemplateArguments a)
    {
        var parts = Items(a).Select(i => TemplateValues.Text(i, a.Budget, a.Line)).ToList();
        var separator = a.Text(1, "d", "");
        a.Budget.Text(a.Line, parts.Sum(p => (long)p.Length + separator.Length));
        return string.Join(separator, parts);
    }

    private static object Reverse(TemplateArguments a)
    {
        if (a.Values[0] is string text) return string.Concat(Enumerable.Reverse(TemplateValues.Characters(text)));
        return Enumerable.Reverse(Items(a)).ToList();
    }

    private static object? Whole(TemplateArguments a) => a.Values[0] switch
    {
        long number => number,
        bool flag => flag ? 1L : 0L,
        double number when Math.Abs(number) < 1e18 => (long)number,
        string text when long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e18 => (long)number,
        _ => a.Get(1, "default", 0L),
    };

    private static object? Real(TemplateArguments a) => a.Values[0] switch
    {
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        string => a.Get(1, "default", 0.0),
        var other => TemplateValues.Number(other) ?? a.Get(1, "default", 0.0),
    };

    private static List<object?> Unique(TemplateArguments a)
    {
        var kept = new List<object?>();
        foreach (var item in Items(a)) if (!kept.Any(k => TemplateValues.AreEqual(k, item, a.Budget, a.Line))) kept.Add(item);
        return kept;
    }

    private static string Indent(TemplateArguments a)
    {
        var width = a.Get(1, "width", 4L) is string given ? given : new string(' ', Math.Clamp(a.Whole(1, "width", 4), 0, 64));
        var (first, blank) = (TemplateValues.IsTrue(a.Get(2, "first", false)), TemplateValues.IsTrue(a.Get(3, "blank", false)));
        var lines = Text(a).Split('\n');
        a.Budget.Text(a.Line, lines.Sum(l => (long)l.Length + width.Length));
        return string.Join('\n', lines.Select((line, i) => (i == 0 ? first : blank || line.Length > 0) ? width + line : line));
    }

    private static object Mapped(TemplateArguments a)
    {
        if (a.Named.ContainsKey("attribute"))
        {
            var (key, otherwise) = (a.Only(1, "attribute", "default").Text(1, "attribute"), a.Get(9, "default", null));
            return Items(a).Select(i => Attribute(i, key) is TemplateUndefined missing ? a.Named.ContainsKey("default") ? otherwise : missing : Attribute(i, key)).ToList();
        }
        var filter = Find(a.Text(1, "filter")) ?? throw a.Problem($"the filter `{a.Text(1, "filter")}` is not known here");
        return Items(a).Select(i => filter(new TemplateArguments(a.Budget, a.Line, a.Text(1, "filter"), [i, .. a.Values.Skip(2)], a.Named))).ToList();
    }

    private static object Selected(TemplateArguments a, string? attribute, bool keeps)
    {
        var from = attribute is null ? 1 : 2;
        var name = a.Values.Count > from ? a.Text(from, "test") : null;
        var test = name is null ? (TemplateFunction)(t => TemplateValues.IsTrue(t.Values[0])) : TemplateTests.Find(name) ?? throw a.Problem($"the test `{name}` is not known here");
        return Items(a).Where(item =>
        {
            var value = attribute is null ? item : Attribute(item, attribute);
            return TemplateValues.IsTrue(test(new TemplateArguments(a.Budget, a.Line, name ?? "select", [value, .. a.Values.Skip(from + 1)], a.Named))) == keeps;
        }).ToList();
    }

    private static object? Attribute(object? item, string key) => item is TemplateMap map && map.TryGet(key, out var value) ? value : new TemplateUndefined(key);
}
