namespace Pivot.Runner.Queue.Schedules;

/// <summary>Compiles a schedule's spec as it is now and submits it.</summary>
public interface IRunMaker
{
    /// <summary>Makes the run of an occurrence; where it is there already, that is as good.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="plannedFor">The occurrence.</param>
    /// <param name="cancel">Gives up.</param>
    MadeRun Make(Schedule schedule, DateTimeOffset plannedFor, CancellationToken cancel);
}
