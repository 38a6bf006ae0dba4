using System.Globalization;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Schedules;

/// <summary>What an occurrence of a schedule brings: its run, once, or the reason why there is none, in the schedule's row.</summary>
/// <param name="database">The fleet's database.</param>
/// <param name="maker">Makes runs.</param>
/// <param name="control">Cancels the run that another takes the place of.</param>
/// <param name="tell">Told of every outcome.</param>
public sealed class ScheduleFiring(FleetDatabase database, IRunMaker maker, Ledger.IRunControl control, Action<string> tell)
{
    private readonly ScheduleRows _rows = new(database);

    /// <summary>Does it.</summary>
    /// <param name="id">The schedule.</param>
    /// <param name="at">When Hangfire started it: at the occurrence or later.</param>
    /// <param name="cancel">Gives up; Hangfire begins again later.</param>
    /// <exception cref="HostException">Something stood in the way that may be gone later.</exception>
    public void Fire(string id, DateTimeOffset at, CancellationToken cancel)
    {
        // Two occurrences that come together (made up for after a pause) must see each other's run.
        using var alone = ScheduleLock.Take(database, id, cancel);
        if (_rows.Find(id, cancel) is not { Enabled: true } schedule) return;
        // Of whatever time Hangfire tells, the occurrence is the same: fired twice, it has one run.
        var planned = ScheduleTimes.Last(schedule.Cron, schedule.TimeZone, at) ?? at;
        var outcome = Outcome(schedule, planned, cancel, out var again);
        _rows.Record(id, planned, outcome, cancel);
        tell($"schedule {id}, {planned.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z: {outcome}");
        if (again) throw new HostException(outcome);
    }

    private string Outcome(Schedule schedule, DateTimeOffset planned, CancellationToken cancel, out bool again)
    {
        again = false;
        if (database.Query("select folder from pivot.run where schedule_id = @id and planned_for = @planned", r => r.GetString(0), cancel,
            ("id", schedule.Id), ("planned", planned.ToUniversalTime())) is [var there]) return $"made: {there}";
        var open = database.Query("select id, folder, planned_for from pivot.run where schedule_id = @id and state in ('active', 'ending') order by submitted_at",
            r => (Id: r.GetGuid(0), Folder: r.GetString(1), Planned: r.GetFieldValue<DateTimeOffset?>(2)), cancel, ("id", schedule.Id));
        if (open is [var first, ..] && schedule.Overlap == "skip")
            return string.Create(CultureInfo.InvariantCulture, $"skipped: {first.Folder} of {first.Planned?.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z is not over");
        if (schedule.Overlap == "replace")
            foreach (var run in open) control.Cancel(run.Id, cancel);
        var made = maker.Make(schedule, planned, cancel);
        again = made.Outcome == MakingOutcome.Unfit;
        return made.Outcome switch { MakingOutcome.Made => $"made: {made.Told}", MakingOutcome.Invalid => $"not made: {made.Told}", _ => $"not made yet: {made.Told}" };
    }
}
