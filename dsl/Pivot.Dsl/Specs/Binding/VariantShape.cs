using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>A map whose keys depend on one of its words: a stage on its <c>kind</c>, a data source on its <c>source</c>.</summary>
/// <param name="what">What a person calls it.</param>
/// <param name="discriminator">The key that holds the word.</param>
/// <param name="variants">The words and what belongs to each.</param>
internal sealed class VariantShape(string what, string discriminator, IReadOnlyDictionary<string, RecordShape> variants) : Shape(what)
{
    public string Discriminator { get; } = discriminator;

    public IReadOnlyDictionary<string, RecordShape> Variants { get; } = variants;

    /// <summary>The word written in a map, or null.</summary>
    public string? WordOf(MapNode map) => (map[Discriminator] as ScalarNode)?.Value;

    /// <summary>What belongs to the word written in a map, or null when it is missing or unknown.</summary>
    public RecordShape? Of(MapNode map) => WordOf(map) is { } word ? Variants.GetValueOrDefault(word) : null;

    /// <summary>The words that know a key.</summary>
    public IReadOnlyList<string> WordsWith(string key) => Variants.Where(v => v.Value.Keys.ContainsKey(key)).Select(v => v.Key).ToList();
}
