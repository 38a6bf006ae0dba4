using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Schedules;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Queue.Schedules;

/// <summary>Schedules in a database of their own.</summary>
public abstract class ScheduleTest : IDisposable
{
    protected ScheduleTest(DatabaseFixture fixture)
    {
        Database = new FleetDatabase(fixture.Server.CreateFleetDatabase());
        Rows = new ScheduleRows(Database);
    }

    protected FleetDatabase Database { get; }

    protected ScheduleRows Rows { get; }

    protected List<string> Told { get; } = [];

    public virtual void Dispose()
    {
        Database.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Schedule Set(string id = "nightly", string cron = "0 2 * * *", string zone = "Europe/Berlin", string misfire = "once", string overlap = "queue")
    {
        var schedule = new Schedule { Id = id, Spec = $"/specs/{id}.yaml", Sets = ["seeds=1"], Cron = cron, TimeZone = zone, Misfire = misfire, Overlap = overlap };
        Rows.Set(schedule, "test", default);
        return schedule;
    }

    /// <summary>The occurrences that have a run, in their order.</summary>
    protected IReadOnlyList<DateTimeOffset> Planned(string id) =>
        Database.Query("select planned_for from pivot.run where schedule_id = @id order by planned_for", r => r.GetFieldValue<DateTimeOffset>(0), default, ("id", id));

    protected string? Outcome(string id) => Database.Scalar<string>("select last_outcome from pivot.schedule where id = @id", default, ("id", id));

    protected void Tell(string line)
    {
        lock (Told) Told.Add(line);
    }
}
