namespace Pivot.Dsl.Specs.Binding;

/// <summary>A map with fixed keys.</summary>
/// <param name="what">What a person calls it.</param>
/// <param name="scalarKey">The key that a scalar in place of the map stands for (<c>learning_rate: 1e-3</c> is its <c>default</c>), or null.</param>
/// <param name="members">The keys, in the order in which they are told.</param>
internal sealed class RecordShape(string what, string? scalarKey, IReadOnlyList<LanguageKey> members) : Shape(what)
{
    public string? ScalarKey { get; } = scalarKey;

    public IReadOnlyList<LanguageKey> Members { get; } = members;

    /// <summary>What stands under each key.</summary>
    public IReadOnlyDictionary<string, Shape> Keys { get; } = members.ToDictionary(m => m.Name, m => m.Shape);
}
