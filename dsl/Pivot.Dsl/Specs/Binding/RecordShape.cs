namespace Pivot.Dsl.Specs.Binding;

/// <summary>A map with fixed keys.</summary>
/// <param name="what">What a person calls it.</param>
/// <param name="scalarKey">The key that a scalar in place of the map stands for (<c>learning_rate: 1e-3</c> is its <c>default</c>), or null.</param>
/// <param name="keys">The keys and what stands under each.</param>
internal sealed class RecordShape(string what, string? scalarKey, IReadOnlyDictionary<string, Shape> keys) : Shape(what)
{
    public string? ScalarKey { get; } = scalarKey;

    public IReadOnlyDictionary<string, Shape> Keys { get; } = keys;
}
