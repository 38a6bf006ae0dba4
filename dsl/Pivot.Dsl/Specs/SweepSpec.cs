namespace Pivot.Dsl.Specs;

/// <summary>Factors crossed with the arms.</summary>
public sealed record SweepSpec
{
    /// <summary>Dotted path to its values as YAML text; all combinations are run.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Grid { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
