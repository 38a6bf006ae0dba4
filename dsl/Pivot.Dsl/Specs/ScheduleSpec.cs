namespace Pivot.Dsl.Specs;

/// <summary>When a queue starts the experiment again and again.</summary>
public sealed record ScheduleSpec
{
    /// <summary>Five fields of cron: minute, hour, day of month, month, day of week.</summary>
    public required string Cron { get; init; }

    /// <summary>IANA name of the time zone the fields are in.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>How often occurrences that were missed while no host ran are made up for: <c>once</c> for all of them, <c>every</c> one, or <c>skip</c>, not at all.</summary>
    public string Misfire { get; init; } = "once";

    /// <summary>What an occurrence does while the schedule's last run has not ended: <c>skip</c> (it is left out), <c>queue</c> (it waits), <c>replace</c> (it cancels that run).</summary>
    public string Overlap { get; init; } = "skip";
}
