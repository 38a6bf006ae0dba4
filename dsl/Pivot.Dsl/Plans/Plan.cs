using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans;

/// <summary>The compiled experiment: a DAG of stages in which nothing is computed twice.</summary>
public sealed record Plan
{
    /// <summary>The experiment's name.</summary>
    public required string Name { get; init; }

    /// <summary>Content hash of the whole plan, 32 lower-case hex digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The baseline spec, after <c>extends</c> and <c>--set</c>.</summary>
    public required ExperimentSpec Spec { get; init; }

    /// <summary>The resolved spec as YAML text, for the report.</summary>
    public required string ResolvedYaml { get; init; }

    /// <summary>Arm names in order; the first is the baseline.</summary>
    public required IReadOnlyList<string> Arms { get; init; }

    /// <summary>All trials: arm by arm, sweep point by sweep point, seed by seed.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>Distinct nodes, every node after its parents.</summary>
    public required IReadOnlyList<PlanNode> Nodes { get; init; }

    /// <summary>Stages asked for over all trials, those made by the compiler included: what would run without sharing.</summary>
    public required int StagesRequested { get; init; }

    /// <summary>What it reads and is not on this machine: models whose widths are known all the same, and data with them. Nothing can run before it is there.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<FetchItem> ToFetch { get; init; } = [];

    /// <summary>The node with a key.</summary>
    /// <exception cref="KeyNotFoundException">No node has it.</exception>
    public PlanNode this[string key] => _byKey.TryGetValue(key, out var node) ? node : throw new KeyNotFoundException($"no node {key} in plan {Name}");

    private Dictionary<string, PlanNode> _byKey => field ??= Nodes.ToDictionary(n => n.Key);
}
