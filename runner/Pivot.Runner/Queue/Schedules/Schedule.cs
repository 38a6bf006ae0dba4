namespace Pivot.Runner.Queue.Schedules;

/// <summary>An experiment that is submitted again and again.</summary>
public sealed record Schedule
{
    /// <summary>The experiment's name.</summary>
    public required string Id { get; init; }

    /// <summary>Absolute path of the spec, as hosts see it.</summary>
    public required string Spec { get; init; }

    /// <summary><c>--set</c> arguments.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    /// <summary>When: cron's fields.</summary>
    public required string Cron { get; init; }

    /// <summary>Whose clock: the IANA name of a time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>What is done about occurrences that no host was there for: <c>once</c> (one run for all of them), <c>every</c> (a run each) or <c>skip</c>.</summary>
    public string Misfire { get; init; } = "once";

    /// <summary>What is done while an earlier run is not over: <c>skip</c>, <c>queue</c> (both run) or <c>replace</c> (the earlier is cancelled).</summary>
    public string Overlap { get; init; } = "skip";

    /// <summary>Whether it submits runs.</summary>
    public bool Enabled { get; init; } = true;
}
