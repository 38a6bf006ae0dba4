namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Names within a loop's or macro's body, then those around it.</summary>
internal sealed class TemplateScope(TemplateScope? outer)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public object? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
            if (scope._values.TryGetValue(name, out var value)) return value;
        return new TemplateUndefined(name);
    }

    public TemplateScope? Outer => outer;

    public void Set(string name, object? value) => _values[name] = value;
}
