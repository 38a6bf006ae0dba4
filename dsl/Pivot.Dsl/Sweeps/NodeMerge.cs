using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>
/// Lays one text over another: maps merge deeply, scalars and lists replace, null deletes. Every node keeps the place it was written at. A stage
/// that changes its kind (a data source its source, a view its format) loses the inherited keys that the new kind does not have.
/// </summary>
internal static class NodeMerge
{
    public static Node Merge(Node under, Node over, Shape? shape)
    {
        if (over is not MapNode overMap) return over;
        if (under is BrokenNode) return under; // what it would be added to cannot be told
        if (under is ScalarNode { IsNull: false } scalar && shape is RecordShape { ScalarKey: { } key })
        {
            var spelt = new ScalarNode(key, isPlain: true, scalar.Span, scalar.Source);
            under = new MapNode([new MapEntry(spelt, scalar)], scalar.Span, scalar.Source);
        }

        return under is MapNode underMap ? Merge(underMap, overMap, shape) : over;
    }

    public static MapNode Merge(MapNode under, MapNode over, Shape? shape)
    {
        if (shape is OverridesShape overrides) return Replace(under, over, overrides);
        var keys = shape as RecordShape;
        if (shape is VariantShape variant)
        {
            under = DropForeignKeys(under, over, variant);
            keys = variant.Of(over) ?? variant.Of(under);
        }

        var merged = under;
        foreach (var entry in over.Entries)
        {
            var existing = under.Find(entry.Name);
            if (existing is null) merged = merged.With(entry);
            else if (entry.Value.IsNull) merged = merged.Without(entry.Name);
            else merged = merged.With(Merge(existing, entry, shape is NamesShape names ? names.Item : keys?.Keys.GetValueOrDefault(entry.Name)));
        }

        return merged;
    }

    private static MapEntry Merge(MapEntry under, MapEntry over, Shape? shape)
    {
        var value = Merge(under.Value, over.Value, shape);
        // A map that is added to keeps the place it was begun at; a value that is replaced is where its replacement is.
        return new MapEntry(under.Value is MapNode && over.Value is MapNode ? under.Key : over.Key, value);
    }

    private static MapNode DropForeignKeys(MapNode under, MapNode over, VariantShape shape)
    {
        if (shape.Of(over) is not { } kept || shape.WordOf(over) == shape.WordOf(under)) return under;
        var foreign = under.Entries.Where(e => !kept.Keys.ContainsKey(e.Name) && shape.WordsWith(e.Name).Count > 0).ToList();
        return foreign.Aggregate(under, (map, entry) => map.Without(entry.Name));
    }

    private static MapNode Replace(MapNode under, MapNode over, OverridesShape shape) =>
        over.Entries.Aggregate(under, (map, entry) => entry.Value.IsNull && !shape.NullIsValue ? map.Without(entry.Name) : map.With(entry));
}
