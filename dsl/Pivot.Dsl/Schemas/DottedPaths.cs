using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Schemas;

/// <summary>
/// Every path that an arm or a sweep may point at, as a regular expression, and where the schema of what stands there is. Generated from the
/// table, so a key that is new there can be overridden at once.
/// </summary>
internal static class DottedPaths
{
    private const string AnyName = @"\.[^.]+";

    /// <summary>The sections that a trial may change.</summary>
    private static readonly string[] Sections = ["vars", "data", "models", "stages"];

    /// <summary>Pattern without anchors to the pointer of its schema, in the order of the table.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } = Sections.SelectMany(s => Of(Language.Experiment.Keys[s], s, "/properties/" + s)).ToList();

    /// <summary>One pattern for all of them, those that differ in the last step alone put together.</summary>
    public static string Pattern { get; } = string.Join('|', All
        .Select(path => path.Key.LastIndexOf("\\.", StringComparison.Ordinal) is >= 0 and var cut ? (Parent: path.Key[..cut], Last: path.Key[(cut + 2)..]) : (Parent: "", Last: path.Key))
        .GroupBy(path => path.Parent)
        .Select(group => $"{(group.Key.Length == 0 ? "" : group.Key + "\\.")}({string.Join('|', group.Select(path => path.Last))})"));

    private static IEnumerable<KeyValuePair<string, string>> Of(Shape shape, string pattern, string pointer)
    {
        yield return new(pattern, pointer);
        var inside = shape switch
        {
            NamesShape names => Of(names.Item, pattern + AnyName, Definitions.PointerOf(names.Item)),
            RecordShape record => record.Members.SelectMany(key => Of(key.Shape, $@"{pattern}\.{key.Name}", $"{Definitions.PointerOf(record)}/properties/{key.Name}")),
            VariantShape variant => Keys(variant).SelectMany(key => key.Value.SelectMany(
                (s, i) => Of(s, $@"{pattern}\.{key.Key}", $"{Definitions.PointerOfAny(variant)}/properties/{key.Key}").Skip(i == 0 ? 0 : 1))),
            _ => [],
        };
        foreach (var path in inside) yield return path;
    }

    /// <summary>The keys of all variants and the shapes each of them stands for.</summary>
    private static Dictionary<string, List<Shape>> Keys(VariantShape variant) =>
        variant.Variants.Values.SelectMany(v => v.Members).GroupBy(key => key.Name).ToDictionary(g => g.Key, g => g.Select(key => key.Shape).Distinct().ToList());
}
