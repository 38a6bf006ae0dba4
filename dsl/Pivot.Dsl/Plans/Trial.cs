namespace Pivot.Dsl.Plans;

/// <summary>An arm at a sweep point with a seed, resolved: which node each of its stages is.</summary>
public sealed record Trial
{
    /// <summary>The arm's name.</summary>
    public required string Arm { get; init; }

    /// <summary>Axis path to value (YAML text) at this sweep point, in the order of the file; empty without a sweep.</summary>
    public required IReadOnlyDictionary<string, string> Point { get; init; }

    /// <summary>The replicate.</summary>
    public required long Seed { get; init; }

    /// <summary>Hash of the arm at its sweep point, the same for all its seeds: groups replicates of a plan.</summary>
    public required string ArmHash { get; init; }

    /// <summary>Stage name to node key. A stage that the arm leaves out is not in it.</summary>
    public required IReadOnlyDictionary<string, string> Stages { get; init; }
}
