namespace Pivot.Dsl.Specs;

/// <summary>
/// Points crossed with the arms. The members that are given are multiplied in the order grid, zip, list, random, product, sum; then
/// <see cref="When"/> keeps and <see cref="Exclude"/> drops points. Paths are dotted (<c>stages.post.steps</c>), values are YAML text.
/// </summary>
public sealed record SweepSpec
{
    /// <summary>Path to its values; all combinations are run.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Grid { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Path to its values, all of one length; the first values of all go together, then the second.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Zip { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Points written out, path to value.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> List { get; init; } = [];

    /// <summary>Points drawn at random, or null.</summary>
    public RandomSpec? Random { get; init; }

    /// <summary>Sweeps multiplied with each other.</summary>
    public IReadOnlyList<SweepSpec> Product { get; init; } = [];

    /// <summary>Sweeps put one after another.</summary>
    public IReadOnlyList<SweepSpec> Sum { get; init; } = [];

    /// <summary>A point is kept when any of these holds; empty keeps all. A condition is path (or <c>arm</c>) to a test as YAML text, all of which must hold.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> When { get; init; } = [];

    /// <summary>A point is dropped when any of these holds.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Exclude { get; init; } = [];
}
