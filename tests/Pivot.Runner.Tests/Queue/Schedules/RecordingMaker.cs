using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Schedules;
using Pivot.Runner.Tests.Queue.Views;

namespace Pivot.Runner.Tests.Queue.Schedules;

/// <summary>Makes runs as <c>pivot submit --schedule</c> does, without compiling anything.</summary>
internal sealed class RecordingMaker(FleetDatabase database, string state = "active") : IRunMaker
{
    private readonly FleetRows _rows = new(database);

    public Func<MadeRun>? Instead { get; set; }

    /// <summary>How long the making takes.</summary>
    public TimeSpan Takes { get; set; }

    public MadeRun Make(Schedule schedule, DateTimeOffset plannedFor, CancellationToken cancel)
    {
        Thread.Sleep(Takes);
        if (Instead is not null) return Instead();
        var folder = $"{schedule.Id}-{plannedFor.UtcDateTime:HHmmss}";
        var run = _rows.Run(schedule.Id, folder, state);
        try
        {
            database.Execute("update pivot.run set schedule_id = @schedule, planned_for = @planned where id = @run", cancel,
                ("schedule", schedule.Id), ("planned", plannedFor.ToUniversalTime()), ("run", run));
        }
        catch (Npgsql.PostgresException e) when (e.SqlState == "23505")
        {
            database.Execute("delete from pivot.run where id = @run", cancel, ("run", run));
        }
        return new(MakingOutcome.Made, folder);
    }
}
