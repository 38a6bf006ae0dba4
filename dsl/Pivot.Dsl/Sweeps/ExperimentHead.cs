using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Sweeps;

/// <summary>What a spec says besides data, models and stages.</summary>
internal sealed record ExperimentHead
{
    public required string Name { get; init; }

    public string? Question { get; init; }

    /// <summary>Variables, their values as YAML text.</summary>
    public IReadOnlyDictionary<string, string> Vars { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Arm> Arms { get; init; } = [];

    public Sweep Sweep { get; init; } = Sweep.None;

    public SeedsSpec Seeds { get; init; } = new();

    /// <summary>Where <c>seeds.from</c> is written.</summary>
    public SourceSpan SeedsFrom { get; init; }

    public IReadOnlyList<BoundClaim> Claims { get; init; } = [];

    public RunSpec Run { get; init; } = new();

    public ScheduleSpec? Schedule { get; init; }

    public ReportSpec Report { get; init; } = new();

    /// <summary>Where each of the report's metrics is written.</summary>
    public IReadOnlyList<SourceSpan> Metrics { get; init; } = [];
}
