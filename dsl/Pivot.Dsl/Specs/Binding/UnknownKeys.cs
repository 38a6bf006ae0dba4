using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Reports the keys of a map that the language does not have there.</summary>
internal static class UnknownKeys
{
    /// <summary>The known keys that the unknown ones were likely meant to be.</summary>
    public static HashSet<string> Report(MapNode map, string path, RecordShape shape, DiagnosticBag bag, VariantShape? variants)
    {
        var meant = new HashSet<string>();
        foreach (var entry in map.Entries)
        {
            if (shape.Keys.ContainsKey(entry.Name)) continue;
            if (Report(entry, path.Length == 0 ? entry.Name : $"{path}.{entry.Name}", shape, bag, variants) is { } near) meant.Add(near);
        }

        return meant;
    }

    private static string? Report(MapEntry entry, string path, RecordShape shape, DiagnosticBag bag, VariantShape? variants)
    {
        var key = entry.Name;
        if (variants?.WordsWith(key) is { Count: > 0 } others)
        {
            bag.Error(DiagnosticCodes.KeyOfOtherKind, entry.Key.Span, path, $"'{key}' does not belong to a {shape.What}",
                $"it belongs to {variants.Discriminator} {string.Join(", ", others)}");
            return null;
        }

        var near = NearestName.Of(key, shape.Keys.Keys);
        var hint = near is null ? $"known: {string.Join(", ", shape.Keys.Keys)}" : $"did you mean '{near}'?";
        bag.Error(DiagnosticCodes.UnknownKey, entry.Key.Span, path, $"unknown key '{key}' in {Article(shape.What)}", hint);
        return near;
    }

    private static string Article(string what) => what.StartsWith("experiment", StringComparison.Ordinal) ? "the experiment" : what;
}
