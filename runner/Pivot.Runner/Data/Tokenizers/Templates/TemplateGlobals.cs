namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Functions and values that every template has. <c>strftime_now</c> is left out: a prompt that depends on the day gives no row twice.</summary>
internal static class TemplateGlobals
{
    /// <summary>The functions by name.</summary>
    public static IReadOnlyDictionary<string, TemplateFunction> All { get; } = new Dictionary<string, TemplateFunction>(StringComparer.Ordinal)
    {
        ["raise_exception"] = a => throw a.Problem($"the template refuses this conversation: {TemplateValues.Text(a.Get(0, "message", ""), a.Budget, a.Line)}"),
        ["namespace"] = a => Named(a, isNamespace: true),
        ["dict"] = a => Named(a, isNamespace: false),
        ["range"] = Range,
    };

    /// <summary>The value <c>loop</c> within a loop.</summary>
    public static TemplateMap Loop(List<object?> items, int at)
    {
        var loop = new TemplateMap(isNamespace: true);
        (loop["index"], loop["index0"]) = (at + 1L, (long)at);
        (loop["revindex"], loop["revindex0"]) = ((long)items.Count - at, items.Count - at - 1L);
        (loop["first"], loop["last"], loop["length"]) = (at == 0, at == items.Count - 1, (long)items.Count);
        loop["previtem"] = at > 0 ? items[at - 1] : new TemplateUndefined("previtem");
        loop["nextitem"] = at + 1 < items.Count ? items[at + 1] : new TemplateUndefined("nextitem");
        loop["cycle"] = (TemplateFunction)(a => a.Values.Count > 0 ? a.Values[at % a.Values.Count] : throw a.Problem("nothing to go through"));
        return loop;
    }

    private static TemplateMap Named(TemplateArguments a, bool isNamespace)
    {
        if (a.Values.Count > 0) throw a.Problem("only arguments with names are known here");
        var map = new TemplateMap(isNamespace);
        foreach (var (name, value) in a.Named) map[name] = value;
        return map;
    }

    private static List<object?> Range(TemplateArguments a)
    {
        a.Only(3);
        long first = a.Values.Count > 1 ? a.Whole(0, "start", 0) : 0, end = a.Whole(a.Values.Count > 1 ? 1 : 0, "stop", 0), step = a.Whole(2, "step", 1);
        if (a.Values.Count == 0 || step == 0) throw a.Problem("needs an end, and a step that is not 0");
        var count = Math.Max(0, step > 0 ? (end - first + step - 1) / step : (first - end - step - 1) / -step);
        a.Budget.Items(a.Line, count);
        return [.. Enumerable.Range(0, (int)count).Select(i => (object?)(first + i * step))];
    }
}
