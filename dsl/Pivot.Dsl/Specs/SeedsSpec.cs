namespace Pivot.Dsl.Specs;

/// <summary>Replicates. Stages upstream of <see cref="From"/> run once, with seed 0 unless they name one, and are shared.</summary>
public sealed record SeedsSpec
{
    /// <summary>The seeds, each non-negative and distinct. <c>seeds: 3</c> in YAML means 0, 1, 2.</summary>
    public IReadOnlyList<long> Values { get; init; } = [0];

    /// <summary>The first replicated stage, or null: every stage that uses randomness is replicated.</summary>
    public string? From { get; init; }
}
