namespace Pivot.Runner.Queue.Views;

/// <summary>A stage of a run as a person sees it.</summary>
public sealed record StageView
{
    /// <summary>Content key.</summary>
    public required string Key { get; init; }

    /// <summary>Place in the plan.</summary>
    public required int Order { get; init; }

    /// <summary>Its name in the spec.</summary>
    public required string Stage { get; init; }

    /// <summary>Kind of work.</summary>
    public required string Kind { get; init; }

    /// <summary>As a person tells nodes apart.</summary>
    public required string Label { get; init; }

    /// <summary>Arms that ask for it.</summary>
    public required IReadOnlyList<string> Arms { get; init; }

    /// <summary>Seeds that ask for it.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>What a host must have.</summary>
    public required string Queue { get; init; }

    /// <summary>blocked, ready, queued, running, done, failed, skipped or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>Keys of the stages it reads.</summary>
    public required IReadOnlyList<string> Parents { get; init; }

    /// <summary>Parents that are not done.</summary>
    public required int Missing { get; init; }

    /// <summary>Number of its last claim.</summary>
    public required long Epoch { get; init; }

    /// <summary>New attempts after failures of its own.</summary>
    public required int Retries { get; init; }

    /// <summary>Attempts that ended with their host.</summary>
    public required int Losses { get; init; }

    /// <summary>How often its micro-batch was halved.</summary>
    public required int Halvings { get; init; }

    /// <summary>It is not begun before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The host that does it, or did it last.</summary>
    public string? Host { get; init; }

    /// <summary>The device there.</summary>
    public string? Device { get; init; }

    /// <summary>When the last attempt began.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Found done in the store.</summary>
    public bool Cached { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Why it failed or waits.</summary>
    public string? Cause { get; init; }

    /// <summary>Class of the failure.</summary>
    public string? Failure { get; init; }

    /// <summary>Steps, samples, ... that are done.</summary>
    public long? ProgressDone { get; init; }

    /// <summary>Of how many.</summary>
    public long? ProgressTotal { get; init; }

    /// <summary>Of what.</summary>
    public string? ProgressUnit { get; init; }

    /// <summary>The last loss.</summary>
    public double? Loss { get; init; }

    /// <summary>Samples a second.</summary>
    public double? Rate { get; init; }

    /// <summary>When it told its progress last.</summary>
    public DateTimeOffset? ProgressedAt { get; init; }

    /// <summary>Whether it will not change any more.</summary>
    public bool Ended => State is "done" or "failed" or "skipped" or "cancelled";

    /// <summary>How much of it is done, 0 to 1, or null where it has not begun.</summary>
    public double? Progress => State == "done" ? 1 : ProgressDone is { } done && ProgressTotal is > 0 and var total ? Math.Clamp((double)done / total, 0, 1) : null;

    internal static StageView Read(Row row) => new()
    {
        Key = row.Text("key"), Order = row.Int("ord"), Stage = row.Text("stage"), Kind = row.Text("kind"), Label = row.Text("label"), Arms = row.List<string>("arms"),
        Seeds = row.List<long>("seeds"), Queue = row.Text("queue"), State = row.Text("state"), Parents = row.List<string>("parents"), Missing = row.Int("missing"),
        Epoch = row.Long("epoch"), Retries = row.Int("retries"), Losses = row.Int("losses"), Halvings = row.Int("halvings"), NotBefore = row.TimeOrNull("not_before"),
        Host = row.TextOrNull("host"), Device = row.TextOrNull("device"), ClaimedAt = row.TimeOrNull("claimed_at"), EndedAt = row.TimeOrNull("ended_at"),
        Cached = row.Bool("cached"), Seconds = row.Double("seconds"), Cause = row.TextOrNull("cause"), Failure = row.TextOrNull("failure"),
        ProgressDone = row.LongOrNull("progress_done"), ProgressTotal = row.LongOrNull("progress_total"), ProgressUnit = row.TextOrNull("progress_unit"),
        Loss = row.DoubleOrNull("loss"), Rate = row.DoubleOrNull("rate"), ProgressedAt = row.TimeOrNull("progressed_at"),
    };
}
