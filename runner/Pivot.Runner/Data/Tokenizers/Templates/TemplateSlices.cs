namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Python's slices of texts and lists.</summary>
internal static class TemplateSlices
{
    /// <summary>Part of a text or list.</summary>
    public static object Of(object? value, object? start, object? stop, object? step, TemplateBudget budget, int line)
    {
        if (value is string text)
        {
            budget.Items(line, text.Length);
            var characters = TemplateValues.Characters(text);
            return string.Concat(Indices(characters.Count, start, stop, step, budget, line).Select(i => characters[i]));
        }
        if (value is not List<object?> list) throw budget.Problem(line, $"{TemplateValues.Named(value)} cannot be sliced");
        return Indices(list.Count, start, stop, step, budget, line).Select(i => list[i]).ToList();
    }

    private static IEnumerable<int> Indices(int count, object? start, object? stop, object? step, TemplateBudget budget, int line)
    {
        budget.Items(line, Math.Min(count, TemplateLimits.Items));
        var by = Whole(step, 1);
        if (by == 0) throw budget.Problem(line, "a slice with step 0");
        var from = Bound(start, by > 0 ? 0 : count - 1);
        var to = Bound(stop, by > 0 ? count : -1);
        return by > 0 ? Up() : Down();

        IEnumerable<int> Up()
        {
            for (var i = from; i < to; i += by) yield return (int)i;
        }

        IEnumerable<int> Down()
        {
            for (var i = from; i > to; i += by) yield return (int)i;
        }

        long Bound(object? given, long otherwise)
        {
            if (given is null) return otherwise;
            var at = Whole(given, 0);
            if (at < 0) at += count;
            return by > 0 ? Math.Clamp(at, 0, count) : Math.Clamp(at, -1, count - 1);
        }

        long Whole(object? given, long otherwise) => given switch
        {
            null => otherwise,
            long number => Math.Clamp(number, -int.MaxValue, int.MaxValue),
            _ => throw budget.Problem(line, $"{TemplateValues.Named(given)} as a slice's bound"),
        };
    }
}
