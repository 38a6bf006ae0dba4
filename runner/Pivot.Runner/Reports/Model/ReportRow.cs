using Pivot.Dsl.Plans;

namespace Pivot.Runner.Reports.Model;

/// <summary>A row of the report's tables: an arm at a sweep point, all its seeds.</summary>
public sealed record ReportRow
{
    /// <summary>What a person reads: <c>dpo</c>, or <c>dpo, depth 4</c> in a sweep.</summary>
    public required string Label { get; init; }

    /// <summary>The arm's name.</summary>
    public required string Arm { get; init; }

    /// <summary>The sweep point as text, <c>depth 4</c>; empty without a sweep.</summary>
    public required string Point { get; init; }

    /// <summary>Index of the arm in the plan's order: its colour in every figure.</summary>
    public required int ArmIndex { get; init; }

    /// <summary>Index of the sweep point: its shade and line pattern.</summary>
    public required int PointIndex { get; init; }

    /// <summary>The row this one is compared with; null for the baseline itself.</summary>
    public ReportRow? Baseline { get; init; }

    /// <summary>Its trials, one a seed.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>Distinct keys of a stage over the seeds, in the order of the seeds; empty if the arm leaves the stage out.</summary>
    public IReadOnlyList<string> KeysOf(string stage) =>
        Trials.Select(t => t.Stages.GetValueOrDefault(stage)).OfType<string>().Distinct().ToList();
}
