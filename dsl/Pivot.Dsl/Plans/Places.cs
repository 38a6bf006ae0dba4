using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans;

/// <summary>Where the parts of a spec are written, for what is said about them after it was compiled: <c>arms.dpo</c>, <c>run.window</c>.</summary>
public sealed class Places
{
    private readonly Dictionary<string, SourceSpan> _spans = [];
    private SourceSpan _whole;

    private Places()
    {
    }

    /// <summary>No places: of a text that could not be read.</summary>
    public static Places None { get; } = new();

    /// <summary>The key at a dotted path of one or two steps, or the section it would stand in, or the start of the spec.</summary>
    public SourceSpan Of(string path) =>
        _spans.TryGetValue(path, out var span) || _spans.TryGetValue(path.Split('.')[0], out span) ? span : _whole;

    /// <summary>Whether the key at a dotted path of one or two steps is written.</summary>
    public bool Has(string path) => _spans.ContainsKey(path);

    internal static Places In(MapNode root)
    {
        var places = new Places { _whole = root.Entries.Count > 0 ? root.Entries[0].Key.Span : root.Span };
        foreach (var section in root.Entries)
        {
            places._spans[section.Name] = section.Key.Span;
            if (section.Value is not MapNode map) continue;
            foreach (var entry in map.Entries) places._spans[$"{section.Name}.{entry.Name}"] = entry.Key.Span;
        }

        return places;
    }
}
