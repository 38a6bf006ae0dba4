namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>What a function, filter or test is called with.</summary>
internal sealed class TemplateArguments(TemplateBudget budget, int line, string what, IReadOnlyList<object?> values, IReadOnlyDictionary<string, object?> named)
{
    public TemplateBudget Budget => budget;

    public int Line => line;

    public IReadOnlyList<object?> Values => values;

    public IReadOnlyDictionary<string, object?> Named => named;

    public bool Has(int at, string name) => at < values.Count || named.ContainsKey(name);

    /// <summary>An argument by place or name.</summary>
    public object? Get(int at, string name, object? otherwise) => at < values.Count ? values[at] : named.TryGetValue(name, out var value) ? value : otherwise;

    public object? Need(int at, string name) => Has(at, name) ? Get(at, name, null) : throw Problem($"no argument `{name}`");

    public string Text(int at, string name, string? otherwise = null) => Get(at, name, otherwise) as string ?? throw Problem($"`{name}` is no text");

    public int Whole(int at, string name, int otherwise) => Get(at, name, (long)otherwise) switch
    {
        long number when number is >= int.MinValue and <= int.MaxValue => (int)number,
        _ => throw Problem($"`{name}` is no whole number"),
    };

    /// <summary>Refuses arguments that are not known, which would otherwise be passed over.</summary>
    public TemplateArguments Only(int most, params string[] names)
    {
        if (values.Count > most) throw Problem($"{values.Count} arguments, at most {most} are known");
        if (named.Keys.FirstOrDefault(n => !names.Contains(n)) is { } other) throw Problem($"the argument `{other}` is not known here");
        return this;
    }

    public DataException Problem(string problem) => budget.Problem(line, $"{what}: {problem}");
}
