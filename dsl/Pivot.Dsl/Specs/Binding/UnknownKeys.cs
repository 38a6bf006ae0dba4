using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Reports the keys of a map that the language does not have there.</summary>
internal static class UnknownKeys
{
    public static void Report(MapNode map, string path, RecordShape shape, DiagnosticBag bag, VariantShape? variants)
    {
        foreach (var entry in map.Entries)
        {
            if (!shape.Keys.ContainsKey(entry.Name)) Report(entry, path.Length == 0 ? entry.Name : $"{path}.{entry.Name}", shape, bag, variants);
        }
    }

    private static void Report(MapEntry entry, string path, RecordShape shape, DiagnosticBag bag, VariantShape? variants)
    {
        var key = entry.Name;
        if (Language.NotAvailable.Contains(path))
        {
            bag.Error(DiagnosticCodes.NotAvailable, entry.Key.Span, path, $"'{path}' is not available in this version yet", "remove it");
            return;
        }

        if (variants?.WordsWith(key) is { Count: > 0 } others)
        {
            bag.Error(DiagnosticCodes.KeyOfOtherKind, entry.Key.Span, path, $"'{key}' does not belong to a {shape.What}",
                $"it belongs to {variants.Discriminator} {string.Join(", ", others)}");
            return;
        }

        var near = NearestName.Of(key, shape.Keys.Keys);
        var hint = near is null ? $"known: {string.Join(", ", shape.Keys.Keys)}" : $"did you mean '{near}'?";
        bag.Error(DiagnosticCodes.UnknownKey, entry.Key.Span, path, $"unknown key '{key}' in {Article(shape.What)}", hint);
    }

    private static string Article(string what) => what.StartsWith("experiment", StringComparison.Ordinal) ? "the experiment" : what;
}
