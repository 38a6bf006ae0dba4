using System.Globalization;
using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Python's values as templates see them: none, true and false, whole and real numbers, texts, lists, mappings.</summary>
internal static class TemplateValues
{
    public static bool IsTrue(object? value) => value switch
    {
        null or TemplateUndefined => false,
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        List<object?> list => list.Count > 0,
        TemplateMap { IsNamespace: false } map => map.Count > 0,
        _ => true,
    };

    public static bool AreEqual(object? left, object? right, TemplateBudget budget, int line)
    {
        budget.Text(line, left is string text ? text.Length : 0);
        budget.Deeper(line);
        var equal = (left, right) switch
        {
            (List<object?> a, List<object?> b) => a is TemplateTuple == b is TemplateTuple && a.Count == b.Count && a.Zip(b).All(p => AreEqual(p.First, p.Second, budget, line)),
            (TemplateMap a, TemplateMap b) =>
                ReferenceEquals(a, b) || (a.Count == b.Count && a.Values.All(p => b.TryGet(p.Key, out var other) && AreEqual(p.Value, other, budget, line))),
            (TemplateUndefined, TemplateUndefined) => true,
            _ => (Number(left), Number(right)) is ({ } a, { } b) ? a.Equals(b) : Equals(left, right),
        };
        budget.Higher();
        return equal;
    }

    /// <summary>A number, true and false counting as 1 and 0; null for other values.</summary>
    public static double? Number(object? value) => value switch
    {
        bool flag => flag ? 1 : 0,
        long number => number,
        double number => number,
        _ => null,
    };

    /// <summary>A value printed, as Python's <c>str</c>.</summary>
    public static string Text(object? value, TemplateBudget budget, int line)
    {
        if (value is string text) return text;
        if (value is TemplateUndefined) return "";
        var written = new StringBuilder();
        Write(value, written, budget, line);
        return written.ToString();
    }

    /// <summary>What a loop goes over.</summary>
    public static List<object?> Items(object? value, TemplateBudget budget, int line)
    {
        if (value is string { Length: var length }) budget.Items(line, length);
        List<object?> items = value switch
        {
            List<object?> list => list,
            TemplateMap { IsNamespace: false } map => [.. map.Values.Select(v => (object?)v.Key)],
            string text => [.. Characters(text).Select(c => (object?)c)],
            TemplateUndefined => [],
            _ => throw budget.Problem(line, $"{Named(value)} is not a list"),
        };
        budget.Items(line, items.Count);
        return items;
    }

    /// <summary>A text's characters as Python counts them.</summary>
    public static List<string> Characters(string text) => [.. text.EnumerateRunes().Select(r => r.ToString())];

    /// <summary>A value's kind, for messages.</summary>
    public static string Named(object? value) => value switch
    {
        null => "none",
        TemplateUndefined undefined => $"`{undefined.Name}`, which is not defined,",
        bool => "true or false",
        long or double => "a number",
        string => "a text",
        List<object?> => "a list",
        TemplateMap => "a mapping",
        _ => "a function",
    };

    private static void Write(object? value, StringBuilder into, TemplateBudget budget, int line)
    {
        budget.Step(line);
        budget.Text(line, into.Length);
        budget.Deeper(line);
        switch (value)
        {
            case null:
                into.Append("None");
                break;
            case bool flag:
                into.Append(flag ? "True" : "False");
                break;
            case long number:
                into.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                into.Append(Real(number));
                break;
            case string text:
                Quoted(text, into);
                break;
            case TemplateUndefined:
                into.Append("Undefined");
                break;
            case List<object?> list:
                into.Append(list is TemplateTuple ? '(' : '[');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0) into.Append(", ");
                    Write(list[i], into, budget, line);
                }
                into.Append(list is not TemplateTuple ? "]" : list.Count == 1 ? ",)" : ")");
                break;
            case TemplateMap { IsNamespace: false } map:
                into.Append('{');
                foreach (var (key, item) in map.Values)
                {
                    if (!ReferenceEquals(key, map.Values.First().Key)) into.Append(", ");
                    Quoted(key, into);
                    into.Append(": ");
                    Write(item, into, budget, line);
                }
                into.Append('}');
                break;
            default:
                throw budget.Problem(line, $"{Named(value)} cannot be printed");
        }
        budget.Higher();
    }

    /// <summary>A real number as Python prints it.</summary>
    public static string Real(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return double.IsFinite(number) && text.AsSpan().IndexOfAny(".E") < 0 ? text + ".0" : text.Replace("E", "e", StringComparison.Ordinal);
    }

    private static void Quoted(string text, StringBuilder into)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        into.Append(quote);
        foreach (var c in text)
        {
            into.Append(c switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\\' => "\\\\",
                _ when c == quote => "\\" + c,
                < ' ' or '\u007F' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => c.ToString(),
            });
        }
        into.Append(quote);
    }
}
