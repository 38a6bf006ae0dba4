namespace Pivot.Runner.Queue.Views;

/// <summary>A run as a person sees it.</summary>
public sealed record RunView
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The experiment's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its folder under runs/ of the store.</summary>
    public required string Folder { get; init; }

    /// <summary>The experiment's question.</summary>
    public string? Question { get; init; }

    /// <summary>The plan's arms.</summary>
    public required IReadOnlyList<string> Arms { get; init; }

    /// <summary>The plan's seeds.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>active, ending, done, failed, stopped or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>No further stage is begun.</summary>
    public bool Paused { get; init; }

    /// <summary>Why nothing more is begun: cancelled, deadline, budget or failures.</summary>
    public string? Stop { get; init; }

    /// <summary>The same for a person.</summary>
    public string? Cause { get; init; }

    /// <summary>Higher is earlier.</summary>
    public required int Priority { get; init; }

    /// <summary>Hours of the day in which stages are begun, HH:MM-HH:MM.</summary>
    public string? DayWindow { get; init; }

    /// <summary>Whose hours they are.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When it is stopped.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Seconds of device it may take.</summary>
    public double? BudgetSeconds { get; init; }

    /// <summary>Seconds of device it took, attempts that run now included.</summary>
    public required double SpentSeconds { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>From whom.</summary>
    public required string SubmittedBy { get; init; }

    /// <summary>When its first stage began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The schedule that submitted it.</summary>
    public string? Schedule { get; init; }

    /// <summary>Its stages by state.</summary>
    public required StageCounts Stages { get; init; }

    /// <summary>Stages that were found done in the store.</summary>
    public required long Cached { get; init; }

    /// <summary>How much of its stages is over, 0 to 1; of one that runs as much as it told. By number of stages, not by their work.</summary>
    public required double Progress { get; init; }

    /// <summary>Whether it has not ended yet.</summary>
    public bool Live => State is "active" or "ending";

    internal static RunView Read(Row row)
    {
        var stages = StageCounts.Read(row);
        return new()
        {
            Id = row.Id("id"), Name = row.Text("name"), Folder = row.Text("folder"), Question = row.TextOrNull("question"), Arms = row.List<string>("arms"),
            Seeds = row.List<long>("seeds"), State = row.Text("state"), Paused = row.Bool("paused"), Stop = row.TextOrNull("stop"), Cause = row.TextOrNull("cause"),
            Priority = row.Int("priority"), DayWindow = row.TextOrNull("day_window"), TimeZone = row.Text("time_zone"), Deadline = row.TimeOrNull("deadline"),
            BudgetSeconds = row.DoubleOrNull("budget_seconds"), SpentSeconds = row.Double("spent"), SubmittedAt = row.Time("submitted_at"),
            SubmittedBy = row.Text("submitted_by"), StartedAt = row.TimeOrNull("started_at"), FinishedAt = row.TimeOrNull("finished_at"),
            Schedule = row.TextOrNull("schedule_id"), Stages = stages, Cached = row.Long("cached"),
            Progress = stages.Total == 0 ? 0 : (stages.Ended + row.Double("running_share")) / stages.Total,
        };
    }
}
