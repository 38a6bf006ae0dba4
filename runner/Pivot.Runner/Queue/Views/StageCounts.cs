namespace Pivot.Runner.Queue.Views;

/// <summary>How many stages are in which state.</summary>
/// <param name="Blocked">Wait for others.</param>
/// <param name="Ready">May begin.</param>
/// <param name="Queued">Handed to Hangfire, not taken by a host yet.</param>
/// <param name="Running">A host does them.</param>
/// <param name="Done">Done, those found in the store included.</param>
/// <param name="Failed">Failed.</param>
/// <param name="Skipped">What they depend on failed.</param>
/// <param name="Cancelled">Cancelled.</param>
public sealed record StageCounts(long Blocked, long Ready, long Queued, long Running, long Done, long Failed, long Skipped, long Cancelled)
{
    /// <summary>The columns of a query over pivot.stage that <see cref="Read"/> reads.</summary>
    internal const string Columns = """
        count(*) filter (where state = 'blocked') as blocked, count(*) filter (where state = 'ready') as ready, count(*) filter (where state = 'queued') as queued,
        count(*) filter (where state = 'running') as running, count(*) filter (where state = 'done') as done, count(*) filter (where state = 'failed') as failed,
        count(*) filter (where state = 'skipped') as skipped, count(*) filter (where state = 'cancelled') as cancelled
        """;

    /// <summary>All of them.</summary>
    public long Total => Blocked + Ready + Queued + Running + Ended;

    /// <summary>Those that will not change any more.</summary>
    public long Ended => Done + Failed + Skipped + Cancelled;

    /// <summary>State and number of those there are, in the order of a stage's life.</summary>
    public IEnumerable<(string State, long Count)> Present => new[]
    {
        ("done", Done), ("running", Running), ("queued", Queued), ("ready", Ready), ("blocked", Blocked), ("failed", Failed), ("skipped", Skipped), ("cancelled", Cancelled),
    }.Where(p => p.Item2 > 0);

    internal static StageCounts Read(Row row) => new(row.Long("blocked"), row.Long("ready"), row.Long("queued"), row.Long("running"),
        row.Long("done"), row.Long("failed"), row.Long("skipped"), row.Long("cancelled"));
}
