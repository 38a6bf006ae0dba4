namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>A mapping in the order of its making. A namespace is one whose values the template may change.</summary>
internal sealed class TemplateMap(bool isNamespace = false)
{
    private readonly OrderedDictionary<string, object?> _values = new(StringComparer.Ordinal);

    public bool IsNamespace { get; } = isNamespace;

    public IEnumerable<KeyValuePair<string, object?>> Values => _values;

    public int Count => _values.Count;

    public object? this[string key]
    {
        get => _values[key];
        set => _values[key] = value;
    }

    public bool TryGet(string key, out object? value) => _values.TryGetValue(key, out value);
}
