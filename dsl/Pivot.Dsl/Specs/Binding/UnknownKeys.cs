using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Reports the keys of a map that the language does not have there.</summary>
internal static class UnknownKeys
{
    private const int MostTold = 50; // in one map; more of them are one mistake

    /// <summary>The known keys that the unknown ones were likely meant to be.</summary>
    public static HashSet<string> Report(MapNode map, string path, RecordShape shape, DiagnosticBag bag, VariantShape? variants)
    {
        var meant = new HashSet<string>();
        int told = 0;
        foreach (var entry in map.Entries)
        {
            if (shape.Keys.ContainsKey(entry.Name)) continue;
            if (++told > MostTold) continue;
            if (Report(entry, map, PathOf(path, entry), shape, bag, variants) is { } near) meant.Add(near);
        }

        if (told > MostTold)
        {
            bag.Error(DiagnosticCodes.UnknownKey, map.Entries.Last(e => !shape.Keys.ContainsKey(e.Name)).Key.Span, path, $"{told} unknown keys in {Article(shape.What)}; the first {MostTold} are told");
        }

        return meant;
    }

    /// <summary>The same for a map whose word is missing or unknown: the keys that no word has, in the maps inside it too.</summary>
    public static HashSet<string> OfNoVariant(MapNode map, string path, VariantShape shape, DiagnosticBag bag)
    {
        var members = new Dictionary<string, LanguageKey>();
        foreach (var key in shape.Variants.Values.SelectMany(v => v.Members))
        {
            if (!members.TryGetValue(key.Name, out var known) || known.Shape is ValueShape) members[key.Name] = key;
        }

        var union = new RecordShape(shape.What, null, [.. members.Values]);
        var keys = union.Keys;
        var meant = Report(map, path, union, bag, null);
        foreach (var entry in map.Entries.Where(e => e.Value is MapNode && keys.ContainsKey(e.Name))) Inside((MapNode)entry.Value, PathOf(path, entry), keys[entry.Name], bag);
        return meant;
    }

    private static void Inside(MapNode map, string path, Shape shape, DiagnosticBag bag)
    {
        switch (shape)
        {
            case NamesShape names:
                foreach (var entry in map.Entries.Where(e => e.Value is MapNode)) Inside((MapNode)entry.Value, PathOf(path, entry), names.Item, bag);
                break;
            case VariantShape variant when variant.Of(map) is { } known:
                Report(map, path, known, bag, variant);
                break;
            case VariantShape variant:
                OfNoVariant(map, path, variant, bag);
                break;
            case RecordShape record:
                Report(map, path, record, bag, null);
                break;
        }
    }

    private static string? Report(MapEntry entry, MapNode map, string path, RecordShape shape, DiagnosticBag bag, VariantShape? variants)
    {
        var key = entry.Name;
        if (variants?.WordsWith(key) is { Count: > 0 } others)
        {
            var meant = NearestName.Of(key, shape.Keys.Keys.Where(k => map.Find(k) is null)) is { } own ? $"; or did you mean '{own}'?" : "";
            bag.Error(DiagnosticCodes.KeyOfOtherKind, entry.Key.Span, path, $"'{key}' does not belong to a {shape.What}",
                $"it belongs to {variants.Discriminator} {string.Join(", ", others)}{meant}");
            return null;
        }

        // What is written already was not meant, unless nothing else is near.
        var near = NearestName.Of(key, shape.Keys.Keys.Where(k => map.Find(k) is null)) ?? NearestName.Of(key, shape.Keys.Keys);
        var hint = near is not null ? $"did you mean '{near}'?" : $"{KeyPlaces.Hint(key)}known: {string.Join(", ", shape.Keys.Keys)}";
        bag.Error(DiagnosticCodes.UnknownKey, entry.Key.Span, path, $"unknown key '{key}' in {Article(shape.What)}", hint);
        return near;
    }

    private static string PathOf(string path, MapEntry entry) => path.Length == 0 ? entry.Name : $"{path}.{entry.Name}";

    private static string Article(string what) => what.StartsWith("experiment", StringComparison.Ordinal) ? "the experiment" : what;
}
