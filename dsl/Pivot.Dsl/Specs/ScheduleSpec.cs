namespace Pivot.Dsl.Specs;

/// <summary>When a queue starts the experiment again and again.</summary>
public sealed record ScheduleSpec
{
    /// <summary>Five fields of cron: minute, hour, day of month, month, day of week.</summary>
    public required string Cron { get; init; }

    /// <summary>IANA name of the time zone the fields are in.</summary>
    public string TimeZone { get; init; } = "UTC";
}
