using Pivot.Dsl.Plans.Confounds;
using Pivot.Runner.Store;

namespace Pivot.Runner.Reports.Model;

/// <summary>Everything a template may print. Names in a template are these in snake_case: <c>comparison.rows</c>.</summary>
public sealed record ReportModel
{
    /// <summary>The experiment's name.</summary>
    public required string Title { get; init; }

    /// <summary>The question it answers; empty if the spec asks none.</summary>
    public required string Question { get; init; }

    /// <summary>First 12 hex digits of the plan's hash.</summary>
    public required string Hash { get; init; }

    /// <summary>Labels of the rows.</summary>
    public required IReadOnlyList<string> Arms { get; init; }

    /// <summary>Label of what the others are compared with; empty where nothing is compared.</summary>
    public required string Baseline { get; init; }

    /// <summary>Seeds as printed: <c>0, 1 and 2</c>.</summary>
    public required string Seeds { get; init; }

    /// <summary>Number of seeds.</summary>
    public required int SeedCount { get; init; }

    /// <summary>When the run started, UTC.</summary>
    public required string Started { get; init; }

    /// <summary>Time from its start to its end; empty while it runs.</summary>
    public required string Duration { get; init; }

    /// <summary>Where it ran.</summary>
    public required HostInfo Host { get; init; }

    /// <summary>What each column of the comparison says, columns without any number left out.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The arms table.</summary>
    public required MeasureTable Comparison { get; init; }

    /// <summary>The arms table as a figure, or null where nothing was measured.</summary>
    public ReportFigure? ComparisonFigure { get; init; }

    /// <summary>Whether there is more than one sweep point.</summary>
    public bool Sweeps { get; init; }

    /// <summary>The claims, judged.</summary>
    public IReadOnlyList<ClaimEntry> Claims { get; init; } = [];

    /// <summary>The claims that held, as printed: <c>2 of 3</c>. Made of <see cref="Claims"/>, each sweep point counted.</summary>
    public string ClaimsHeld => $"{Claims.Count(c => c.Verdict == ClaimVerdict.Held)} of {Claims.Count}";

    /// <summary>What the arms differ in besides what they set.</summary>
    public IReadOnlyList<Confound> Confounds { get; init; } = [];

    /// <summary>Benchmarks.</summary>
    public required IReadOnlyList<BenchmarkSection> Benchmarks { get; init; }

    /// <summary>Probes and gradient maps.</summary>
    public required IReadOnlyList<ProbeSection> Probes { get; init; }

    /// <summary>Learning curves.</summary>
    public required IReadOnlyList<CurveSection> Curves { get; init; }

    /// <summary>Training summary.</summary>
    public required IReadOnlyList<TrainingEntry> Training { get; init; }

    /// <summary>What sharing saved.</summary>
    public required Sharing Sharing { get; init; }

    /// <summary>Failures with causes.</summary>
    public required IReadOnlyList<FailureEntry> Failures { get; init; }

    /// <summary>Stages interrupted, running or not reached, as printed; empty if none.</summary>
    public required string Unfinished { get; init; }

    /// <summary>The resolved spec.</summary>
    public required string Spec { get; init; }

    /// <summary>All stages.</summary>
    public required IReadOnlyList<StageEntry> Stages { get; init; }

    /// <summary>Every table, to be written as CSV and LaTeX too.</summary>
    public IEnumerable<MeasureTable> Tables => new[] { Comparison }.Concat(Benchmarks.Select(b => b.Table))
        .Concat(Probes.SelectMany(p => p.PerClass is { } classes ? new[] { p.Table, classes } : [p.Table])).Where(t => t.Rows.Count > 0);

    /// <summary>Every figure.</summary>
    public IEnumerable<ReportFigure> Figures => new[] { ComparisonFigure }.Concat(Benchmarks.Select(b => b.Figure))
        .Concat(Probes.Select(p => p.Figure)).Concat(Curves.Select(c => c.Figure)).OfType<ReportFigure>();
}
