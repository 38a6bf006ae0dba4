using System.Globalization;
using Hangfire;
using Hangfire.Server;

namespace Pivot.Runner.Queue.Schedules;

/// <summary>The job behind every schedule: "an occurrence of this schedule has come". Its signature is stored in queues and must not change.</summary>
/// <param name="firing">What is done about it.</param>
public sealed class ScheduleJob(ScheduleFiring firing)
{
    /// <summary>The queue of these jobs; every host serves it.</summary>
    public const string Queue = "schedules";

    /// <summary>Makes the occurrence's run, if it is to have one and has none.</summary>
    /// <param name="scheduleId">The schedule.</param>
    /// <param name="context">Hangfire's, put in by it.</param>
    /// <param name="cancel">Hangfire's wish to stop this job, put in by it.</param>
    [AutomaticRetry(Attempts = 5, DelaysInSeconds = [30, 60, 300, 900, 1800])]
    public void Run(string scheduleId, PerformContext context, CancellationToken cancel) => firing.Fire(scheduleId, Time(context), cancel);

    // Unix seconds, as Hangfire writes them: of a job that it starts in time or late, when it was started; with every missed occurrence made up for, the occurrence's.
    // Stable over retries. Without it, the time at which the job was made.
    private static DateTimeOffset Time(PerformContext context) =>
        long.TryParse(context.Connection.GetJobParameter(context.BackgroundJob.Id, "Time")?.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : new DateTimeOffset(DateTime.SpecifyKind(context.BackgroundJob.CreatedAt, DateTimeKind.Utc));
}
