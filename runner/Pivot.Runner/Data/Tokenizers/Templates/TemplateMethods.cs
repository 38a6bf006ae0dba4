using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Python's methods of texts and mappings that chat templates use, by name. The value is what the function is bound to.</summary>
internal static class TemplateMethods
{
    private static readonly Dictionary<string, Func<string, TemplateArguments, object?>> OfText = new(StringComparer.Ordinal)
    {
        ["strip"] = (s, a) => Strip(s, a.Only(1).Get(0, "chars", null), a, left: true, right: true),
        ["lstrip"] = (s, a) => Strip(s, a.Only(1).Get(0, "chars", null), a, left: true, right: false),
        ["rstrip"] = (s, a) => Strip(s, a.Only(1).Get(0, "chars", null), a, left: false, right: true),
        ["split"] = (s, a) => Split(s, a.Only(2, "sep", "maxsplit")),
        ["splitlines"] = (s, a) => Lines(s, a.Only(0)),
        ["startswith"] = (s, a) => Any(a.Only(1), part => s.StartsWith(part, StringComparison.Ordinal)),
        ["endswith"] = (s, a) => Any(a.Only(1), part => s.EndsWith(part, StringComparison.Ordinal)),
        ["replace"] = (s, a) => Replace(s, a.Only(3), 0),
        ["upper"] = (s, a) => s.ToUpperInvariant(),
        ["lower"] = (s, a) => s.ToLowerInvariant(),
        ["capitalize"] = (s, a) => Capitalize(s),
        ["title"] = (s, a) => Title(s, before => !char.IsLetter(before)),
        ["find"] = (s, a) => s.IndexOf(a.Only(1).Text(0, "sub"), StringComparison.Ordinal) is var at && at < 0 ? -1L : (long)s[..at].EnumerateRunes().Count(),
        ["count"] = (s, a) => a.Only(1).Text(0, "sub") is { Length: > 0 } part ? (long)((s.Length - s.Replace(part, "", StringComparison.Ordinal).Length) / part.Length) : (long)s.EnumerateRunes().Count() + 1,
        ["join"] = (s, a) => Join(s, a.Only(1)),
        ["isdigit"] = (s, a) => s.Length > 0 && s.All(char.IsDigit),
        ["isspace"] = (s, a) => s.Length > 0 && s.All(char.IsWhiteSpace),
    };

    private static readonly Dictionary<string, Func<TemplateMap, TemplateArguments, object?>> OfMap = new(StringComparer.Ordinal)
    {
        ["items"] = (m, a) => Pairs(m),
        ["keys"] = (m, a) => m.Values.Select(v => (object?)v.Key).ToList(),
        ["values"] = (m, a) => m.Values.Select(v => v.Value).ToList(),
        ["get"] = (m, a) => m.TryGet(a.Only(2).Text(0, "key"), out var value) ? value : a.Get(1, "default", null),
    };

    /// <summary>A method of a value, or null where it has none of the name.</summary>
    public static TemplateFunction? Find(object? value, string name) => value switch
    {
        string text when OfText.TryGetValue(name, out var method) => a => method(text, a),
        TemplateMap { IsNamespace: false } map when OfMap.TryGetValue(name, out var method) => a => method(map, a),
        _ => null,
    };

    /// <summary>A mapping's keys and values as lists of two.</summary>
    public static List<object?> Pairs(TemplateMap map) => [.. map.Values.Select(v => (object?)new TemplateTuple([v.Key, v.Value]))];

    public static string Strip(string text, object? characters, TemplateArguments a, bool left, bool right)
    {
        var what = characters switch
        {
            null => null,
            string given => given.ToCharArray(),
            _ => throw a.Problem("`chars` is no text"),
        };
        // An empty set takes nothing in Python, and white space in .NET.
        if (what is { Length: 0 }) return text;
        if (left) text = text.TrimStart(what);
        return right ? text.TrimEnd(what) : text;
    }

    public static string Replace(string text, TemplateArguments a, int from)
    {
        var (old, with, most) = (a.Text(from, "old"), a.Text(from + 1, "new"), a.Whole(from + 2, "count", -1));
        if (old.Length == 0) throw a.Problem("replacing nothing is not known here");
        var result = new StringBuilder();
        var at = 0;
        for (var done = 0; most < 0 || done < most; done++)
        {
            var next = text.IndexOf(old, at, StringComparison.Ordinal);
            if (next < 0) break;
            result.Append(text, at, next - at).Append(with);
            a.Budget.Text(a.Line, result.Length);
            at = next + old.Length;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    public static string Capitalize(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    /// <summary>Words with a capital. What begins one differs between Python's method and Jinja's filter.</summary>
    public static string Title(string text, Func<char, bool> begins)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++) result.Append(i > 0 && !begins(text[i - 1]) ? char.ToLowerInvariant(text[i]) : char.ToUpperInvariant(text[i]));
        return result.ToString();
    }

    private static bool Any(TemplateArguments a, Func<string, bool> holds) => a.Need(0, "prefix") switch
    {
        string part => holds(part),
        List<object?> parts => parts.OfType<string>().Any(holds),
        _ => throw a.Problem("neither a text nor a list of texts"),
    };

    private static List<object?> Split(string text, TemplateArguments a)
    {
        var most = a.Whole(1, "maxsplit", -1);
        if (a.Get(0, "sep", null) is not { } given)
        {
            if (most >= 0) throw a.Problem("`maxsplit` without `sep` is not known here");
            return Counted(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), a);
        }
        if (given is not string { Length: > 0 } separator) throw a.Problem("`sep` is no text");
        return Counted(most < 0 ? text.Split(separator) : text.Split(separator, most + 1), a);
    }

    private static List<object?> Lines(string text, TemplateArguments a)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        return Counted(lines[^1].Length == 0 ? lines[..^1] : lines, a);
    }

    private static string Join(string separator, TemplateArguments a)
    {
        var parts = TemplateValues.Items(a.Need(0, "items"), a.Budget, a.Line).Select(i => i as string ?? throw a.Problem("an item is no text")).ToList();
        a.Budget.Text(a.Line, parts.Sum(p => (long)p.Length + separator.Length));
        return string.Join(separator, parts);
    }

    private static List<object?> Counted(string[] parts, TemplateArguments a)
    {
        a.Budget.Items(a.Line, parts.Length);
        return [.. parts];
    }
}
