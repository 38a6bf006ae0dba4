using System.Text.Json.Nodes;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Tests.Schemas;

/// <summary>The keys of the table, and those of a spec that the language chose and not a person.</summary>
internal static class LanguageKeys
{
    /// <summary>Every key of the table with the record it belongs to, once.</summary>
    public static IReadOnlyList<(RecordShape Record, LanguageKey Key)> All { get; } = Collect();

    /// <summary>Places in a spec of keys that the table knows: the map, the key, and how it is told.</summary>
    public static IEnumerable<(JsonObject Map, string Key, string Path)> In(JsonNode? instance) => In(Language.Experiment, instance, "");

    private static IEnumerable<(JsonObject Map, string Key, string Path)> In(Shape? shape, JsonNode? node, string path)
    {
        if (node is JsonArray list && shape is ListShape items) return list.SelectMany((item, i) => In(items.Item, item, $"{path}/{i}"));
        if (node is not JsonObject map) return [];
        var word = shape is VariantShape v ? (string?)map[v.Discriminator] : null;
        return shape switch
        {
            NamesShape names => map.SelectMany(entry => In(names.Item, entry.Value, $"{path}/{entry.Key}")),
            RecordShape record => map.SelectMany(entry => In(record.Keys.GetValueOrDefault(entry.Key), entry.Value, $"{path}/{entry.Key}").Prepend((map, entry.Key, $"{path}/{entry.Key}"))),
            VariantShape variant when word is not null && variant.Variants.TryGetValue(word, out var record) => In(record, node, path),
            OverridesShape => map.Where(entry => entry.Key.Count(c => c == '.') >= 2).Select(entry => (map, entry.Key, $"{path}/{entry.Key}")),
            _ => [],
        };
    }

    private static List<(RecordShape, LanguageKey)> Collect()
    {
        var seen = new HashSet<RecordShape>();
        var keys = new List<(RecordShape, LanguageKey)>();
        void Visit(Shape shape)
        {
            switch (shape)
            {
                case NamesShape names: Visit(names.Item); break;
                case ListShape list: Visit(list.Item); break;
                case VariantShape variant: foreach (var record in variant.Variants.Values) Visit(record); break;
                case RecordShape record when seen.Add(record):
                    keys.AddRange(record.Members.Select(m => (record, m)));
                    foreach (var member in record.Members) Visit(member.Shape);
                    break;
            }
        }

        foreach (var shape in (Shape[])[Language.Experiment, Language.Distribution, Language.Test]) Visit(shape);
        return keys;
    }
}
