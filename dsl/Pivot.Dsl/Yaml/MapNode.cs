using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Yaml;

/// <summary>Keys and values in the order they were written; no key occurs twice.</summary>
internal sealed class MapNode(IReadOnlyList<MapEntry> entries, SourceSpan span, SourceText source) : Node(span, source)
{
    public IReadOnlyList<MapEntry> Entries { get; } = entries;

    public override bool HasReferences { get; } = entries.Any(e => e.Value.HasReferences);

    public override long Weight { get; } = entries.Sum(e => e.Name.Length + e.Value.Weight) + 1;

    public IEnumerable<string> Names => Entries.Select(e => e.Name);

    public MapEntry? Find(string name)
    {
        foreach (var entry in Entries)
        {
            if (entry.Name == name) return entry;
        }

        return null;
    }

    public Node? this[string name] => Find(name)?.Value;

    /// <summary>The same map with one entry replaced, or appended when its key is new.</summary>
    public MapNode With(MapEntry entry)
    {
        var entries = new List<MapEntry>(Entries.Count + 1);
        entries.AddRange(Entries);
        int at = entries.FindIndex(e => e.Name == entry.Name);
        if (at < 0) entries.Add(entry); else entries[at] = entry;
        return new MapNode(entries, Span, Source);
    }

    /// <summary>The same map without a key.</summary>
    public MapNode Without(string name) => new(Entries.Where(e => e.Name != name).ToList(), Span, Source);

    public override string Describe() => Entries.Count == 0 ? "an empty map" : "a map";
}
