using Npgsql;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Schedules;

/// <summary>The table of schedules: what is to be; Hangfire's recurring jobs are made to agree with it.</summary>
/// <param name="database">The fleet's database.</param>
public sealed class ScheduleRows(FleetDatabase database)
{
    /// <summary>Hangfire's names of our recurring jobs begin so.</summary>
    internal const string Prefix = "schedule:";

    private const string Columns = "select id, spec, sets, cron, time_zone, misfire, overlap, enabled from pivot.schedule";

    /// <summary>All schedules.</summary>
    public IReadOnlyList<Schedule> All(CancellationToken cancel) => database.Query($"{Columns} order by id", Read, cancel);

    /// <summary>One schedule, or null.</summary>
    public Schedule? Find(string id, CancellationToken cancel) => database.Query($"{Columns} where id = @id", Read, cancel, ("id", id)) is [var found] ? found : null;

    /// <summary>Adds a schedule, or changes the one of that name; what became of its last occurrence stays.</summary>
    public void Set(Schedule schedule, string by, CancellationToken cancel) => database.Execute("""
        insert into pivot.schedule (id, spec, sets, cron, time_zone, misfire, overlap, enabled, created_by)
        values (@id, @spec, @sets, @cron, @zone, @misfire, @overlap, @enabled, @by)
            on conflict (id) do update set spec = excluded.spec, sets = excluded.sets, cron = excluded.cron, time_zone = excluded.time_zone, misfire = excluded.misfire,
               overlap = excluded.overlap, enabled = excluded.enabled
        """, cancel, ("id", schedule.Id), ("spec", schedule.Spec), ("sets", schedule.Sets.ToArray()), ("cron", schedule.Cron), ("zone", schedule.TimeZone), ("misfire", schedule.Misfire),
        ("overlap", schedule.Overlap), ("enabled", schedule.Enabled), ("by", by));

    /// <summary>Takes a schedule out; its runs stay. False where there is none.</summary>
    public bool Remove(string id, CancellationToken cancel) => database.Execute("delete from pivot.schedule where id = @id", cancel, ("id", id)) > 0;

    /// <summary>Lets a schedule submit runs, or not. What would have come while it was off is not made up for. False where there is none.</summary>
    public bool Enable(string id, bool enabled, CancellationToken cancel) =>
        database.Execute("update pivot.schedule set enabled = @enabled where id = @id", cancel, ("id", id), ("enabled", enabled)) > 0;

    /// <summary>Writes down what became of an occurrence.</summary>
    internal void Record(string id, DateTimeOffset planned, string outcome, CancellationToken cancel) => database.Execute(
        "update pivot.schedule set last_planned = @planned, last_outcome = @outcome, last_at = now() where id = @id", cancel,
        ("id", id), ("planned", planned.ToUniversalTime()), ("outcome", outcome));

    /// <summary>What Hangfire holds of ours: schedules' names, and why it does not start them any more, or null.</summary>
    public IReadOnlyDictionary<string, string?> Recurring(CancellationToken cancel) => database.Query($"""
        select s.value, h.value from {FleetDatabase.HangfireSchema}.set s
          left join {FleetDatabase.HangfireSchema}.hash h on h.key = 'recurring-job:' || s.value and h.field = 'Error' and h.value <> ''
         where s.key = 'recurring-jobs' and starts_with(s.value, '{Prefix}')
        """, r => (Id: r.GetString(0)[Prefix.Length..], Error: r.IsDBNull(1) ? null : r.GetString(1)), cancel).ToDictionary(r => r.Id, r => r.Error);

    private static Schedule Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0), Spec = row.GetString(1), Sets = row.GetFieldValue<string[]>(2), Cron = row.GetString(3), TimeZone = row.GetString(4), Misfire = row.GetString(5),
        Overlap = row.GetString(6), Enabled = row.GetBoolean(7),
    };
}
