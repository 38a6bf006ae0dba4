namespace Pivot.Runner.Queue.Views;

/// <summary>A schedule as a person sees it.</summary>
/// <param name="Id">The experiment's name.</param>
/// <param name="Spec">Path of the spec.</param>
/// <param name="Cron">When.</param>
/// <param name="TimeZone">Whose clock.</param>
/// <param name="Misfire">What is done about occurrences that were missed.</param>
/// <param name="Overlap">What is done while the last run is not over.</param>
/// <param name="Enabled">Whether it submits runs.</param>
/// <param name="CreatedBy">Whose it is.</param>
/// <param name="LastPlanned">The last occurrence.</param>
/// <param name="LastOutcome">What became of it.</param>
/// <param name="LastAt">When that was decided.</param>
public sealed record ScheduleView(string Id, string Spec, string Cron, string TimeZone, string Misfire, string Overlap, bool Enabled, string CreatedBy,
    DateTimeOffset? LastPlanned, string? LastOutcome, DateTimeOffset? LastAt);
