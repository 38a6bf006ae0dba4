using Hangfire;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Schedules;

/// <summary>Makes Hangfire's recurring jobs agree with the table of schedules. Every host does; whoever comes second finds nothing to change.</summary>
/// <param name="database">The fleet's database.</param>
/// <param name="storage">Hangfire on it.</param>
/// <param name="tell">Told of what is changed, and of schedules that cannot be.</param>
internal sealed class ScheduleBook(FleetDatabase database, JobStorage storage, Action<string> tell)
{
    private readonly ScheduleRows _rows = new(database);
    private readonly RecurringJobManager _recurring = new(storage, HangfireStorage.Filters);
    private readonly Dictionary<string, Schedule> _known = [];

    /// <summary>Looks at both sides and changes Hangfire's where they differ.</summary>
    public void Sync(CancellationToken cancel)
    {
        var held = _rows.Recurring(cancel);
        var wanted = _rows.All(cancel).Where(s => s.Enabled).ToDictionary(s => s.Id);
        foreach (var gone in held.Keys.Where(id => !wanted.ContainsKey(id)))
        {
            _recurring.RemoveIfExists(ScheduleRows.Prefix + gone);
            _known.Remove(gone);
            tell($"schedule {gone} is off");
        }
        foreach (var (id, schedule) in wanted)
        {
            var error = held.GetValueOrDefault(id);
            // Hangfire's tables may be emptied at any time, and after five failures it gives a job up: the table here is what counts.
            if (held.ContainsKey(id) && error is null && _known.TryGetValue(id, out var known) && Same(known, schedule)) continue;
            if (error is not null) _recurring.RemoveIfExists(ScheduleRows.Prefix + id);
            Add(schedule, isNew: !held.ContainsKey(id) || error is not null);
        }
    }

    private void Add(Schedule schedule, bool isNew)
    {
        var id = schedule.Id;
        try
        {
            var options = new RecurringJobOptions
            {
                TimeZone = TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone),
                MisfireHandling = schedule.Misfire switch { "every" => MisfireHandlingMode.Strict, "skip" => MisfireHandlingMode.Ignorable, _ => MisfireHandlingMode.Relaxed },
            };
            _recurring.AddOrUpdate<ScheduleJob>(ScheduleRows.Prefix + id, ScheduleJob.Queue, job => job.Run(id, null!, CancellationToken.None), schedule.Cron, options);
            if (isNew) tell($"schedule {id} is on: {schedule.Cron} {schedule.TimeZone}");
        }
        catch (Exception e) when (e is ArgumentException or TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            // Of one that is written badly the others must not suffer; told once.
            tell($"schedule {id} cannot be kept: {e.Message.Split('\n')[0]}");
        }
        _known[id] = schedule;
    }

    private static bool Same(Schedule a, Schedule b) => (a.Cron, a.TimeZone, a.Misfire) == (b.Cron, b.TimeZone, b.Misfire);
}
