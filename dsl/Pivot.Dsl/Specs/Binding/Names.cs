using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Maps from names to things: checks the names, and that a map stands under each.</summary>
internal static class Names
{
    /// <summary>What <see cref="IsName"/> asks, as a regular expression without anchors.</summary>
    public const string Pattern = "[A-Za-z][A-Za-z0-9_-]{0,63}";

    public static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    /// <summary>The entries of a map of names, each bound by <paramref name="bind"/>; null values mark what could not be bound.</summary>
    public static Dictionary<string, T?> Read<T>(MapNode? map, string path, string what, DiagnosticBag bag, Func<MapEntry, MapNode, string, T?> bind)
        where T : class
    {
        var bound = new Dictionary<string, T?>();
        foreach (var entry in map?.Entries ?? [])
        {
            var itemPath = $"{path}.{entry.Name}";
            if (entry.Key.IsNull || entry.Name is "null")
            {
                bag.Error(DiagnosticCodes.BadName, entry.Key.Span, itemPath, $"'{entry.Name}' cannot name a {what}, because it is the word for nothing", "choose another name");
            }
            else if (!IsName(entry.Name))
            {
                bag.Error(DiagnosticCodes.BadName, entry.Key.Span, itemPath, $"'{entry.Name}' cannot name a {what}", "a name starts with a letter and has letters, digits, '_' and '-', at most 64");
            }

            if (entry.Value is MapNode item)
            {
                bound[entry.Name] = bind(entry, item, itemPath);
                continue;
            }

            bound[entry.Name] = null;
            if (entry.Value is BrokenNode) continue;
            bag.Error(DiagnosticCodes.WrongType, entry.Value.IsNull ? entry.Key.Span : entry.Value.Span, itemPath, $"the {what} '{entry.Name}' must be a map, found {entry.Value.Describe()}",
                entry.Value.IsNull ? "what belongs to it is indented below it" : entry.Value is ListNode ? MapReader.ListForMap : null);
        }

        return bound;
    }

    /// <summary>
    /// The keys that belong to the word a map is told apart by, or null after reporting that the word is missing or unknown. Then the map's keys are
    /// held to those of all words.
    /// </summary>
    public static RecordShape? Variant(MapNode map, SourceSpan owner, string path, VariantShape shape, DiagnosticBag bag)
    {
        var node = map[shape.Discriminator];
        if ((node as ScalarNode)?.Value is not { } word || !shape.Variants.ContainsKey(word))
        {
            if (UnknownKeys.OfNoVariant(map, path, shape, bag).Contains(shape.Discriminator) && node is null) return null; // it is misspelt, not missing
        }

        var key = $"{path}.{shape.Discriminator}";
        var words = shape.Variants.Keys.ToList();
        switch (node)
        {
            case BrokenNode:
                return null;
            case ScalarNode { IsNull: false } scalar when shape.Variants.TryGetValue(scalar.Value, out var variant):
                return variant;
            case ScalarNode { IsNull: false } scalar:
                bag.Error(DiagnosticCodes.UnknownWord, scalar.Span, key, $"unknown {shape.Discriminator} '{scalar.Value}' of a {shape.What}; known: {string.Join(", ", words)}",
                    NearestName.Meant(scalar.Value, words));
                return null;
            case null or ScalarNode:
                bag.Error(DiagnosticCodes.MissingKey, map.Find(shape.Discriminator)?.Key.Span ?? owner, key, $"'{path}' lacks '{shape.Discriminator}', which a {shape.What} must have", $"known: {string.Join(", ", words)}");
                return null;
            default:
                bag.Error(DiagnosticCodes.WrongType, node.Span, key, $"'{shape.Discriminator}' must be a word, found {node.Describe()}", $"known: {string.Join(", ", words)}");
                return null;
        }
    }
}
