namespace Pivot.Dsl.Specs;

/// <summary>
/// One experiment file, validated: data, models and stages of the baseline, and what is varied. Dictionaries keep the order of the file.
/// This is the contract for every front end (YAML, F#, C#).
/// </summary>
public sealed record ExperimentSpec
{
    /// <summary>Version of the language; 1 is the only one so far.</summary>
    public required int Pivot { get; init; }

    /// <summary>Name of the experiment: lower-case letters, digits, <c>-</c> and <c>_</c>. Names the run folder.</summary>
    public required string Name { get; init; }

    /// <summary>The question the experiment answers, printed at the head of the report.</summary>
    public string? Question { get; init; }

    /// <summary>Values by name (YAML text) that <c>${name}</c> puts in elsewhere.</summary>
    public IReadOnlyDictionary<string, string> Vars { get; init; } = new Dictionary<string, string>();

    /// <summary>Data sources by name.</summary>
    public required IReadOnlyDictionary<string, DataSpec> Data { get; init; }

    /// <summary>Models by name.</summary>
    public required IReadOnlyDictionary<string, ModelSpec> Models { get; init; }

    /// <summary>Stages by name: what the baseline does.</summary>
    public required IReadOnlyDictionary<string, StageSpec> Stages { get; init; }

    /// <summary>Rows of the table; the first is the baseline. Empty means one arm named <c>default</c> without overrides.</summary>
    public IReadOnlyList<ArmSpec> Arms { get; init; } = [];

    /// <summary>Factors crossed with the arms, or null.</summary>
    public SweepSpec? Sweep { get; init; }

    /// <summary>Replicates.</summary>
    public SeedsSpec Seeds { get; init; } = new();

    /// <summary>Claims by name, judged by the report.</summary>
    public IReadOnlyDictionary<string, ClaimSpec> Claims { get; init; } = new Dictionary<string, ClaimSpec>();

    /// <summary>What the report shows.</summary>
    public ReportSpec Report { get; init; } = new();

    /// <summary>What a run may use and how a queue treats it.</summary>
    public RunSpec Run { get; init; } = new();

    /// <summary>When a queue starts it again, or null.</summary>
    public ScheduleSpec? Schedule { get; init; }
}
