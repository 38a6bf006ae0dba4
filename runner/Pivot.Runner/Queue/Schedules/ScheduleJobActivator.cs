using Hangfire;

namespace Pivot.Runner.Queue.Schedules;

/// <summary>Gives Hangfire a <see cref="ScheduleJob"/> that knows this host.</summary>
internal sealed class ScheduleJobActivator(ScheduleFiring firing) : JobActivator
{
    /// <inheritdoc/>
    public override object ActivateJob(Type jobType) =>
        jobType == typeof(ScheduleJob) ? new ScheduleJob(firing) : throw new InvalidOperationException($"a job of type {jobType} is none of ours");
}
