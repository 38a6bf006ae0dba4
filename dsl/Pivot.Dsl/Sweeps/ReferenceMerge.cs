using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>
/// Refuses to lay a map over a <c>${...}</c> of an extended file: what that names is known only after all files, so the map would silently take its
/// place where a reader expects the two to merge.
/// </summary>
internal static class ReferenceMerge
{
    public static void Check(MapNode under, MapNode over, Shape? shape, string path, DiagnosticBag bag)
    {
        foreach (var entry in over.Entries)
        {
            if (entry.Value is not MapNode map || under[entry.Name] is not { } below) continue;
            var at = path.Length == 0 ? entry.Name : $"{path}.{entry.Name}";
            var inside = shape switch
            {
                NamesShape names => names.Item,
                VariantShape variant => (variant.Of(over) ?? variant.Of(under))?.Keys.GetValueOrDefault(entry.Name),
                RecordShape record => record.Keys.GetValueOrDefault(entry.Name),
                _ => null,
            };
            if (below is MapNode mapBelow) Check(mapBelow, map, inside, at, bag);
            else if (below is ScalarNode { HasReferences: true } scalar && inside is not RecordShape { ScalarKey: not null }) Refuse(entry, scalar, at, bag);
        }
    }

    private static void Refuse(MapEntry entry, ScalarNode below, string path, DiagnosticBag bag) =>
        bag.Error(DiagnosticCodes.Interpolation, entry.Key.Span, path, $"'{path}' is '{below.Value}' in the extended file, with which a map cannot be merged",
            "change the variable instead, or write the map out there", [new DiagnosticNote(below.Span, "written here")]);
}
