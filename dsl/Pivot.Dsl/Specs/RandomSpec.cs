namespace Pivot.Dsl.Specs;

/// <summary>Points of a sweep drawn at random; the same seed draws the same points on every machine and in every version.</summary>
public sealed record RandomSpec
{
    /// <summary>How many points are drawn.</summary>
    public required int Count { get; init; }

    /// <summary>What they are drawn from, at least 0.</summary>
    public long Seed { get; init; }

    /// <summary>Path to a distribution as YAML text: <c>{ choice: [...] }</c>, <c>{ int: [low, high] }</c>, <c>{ uniform: [low, high] }</c>, <c>{ log: [low, high] }</c>.</summary>
    public required IReadOnlyDictionary<string, string> Over { get; init; }
}
