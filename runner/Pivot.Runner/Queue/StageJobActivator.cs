using Hangfire;

namespace Pivot.Runner.Queue;

/// <summary>Gives Hangfire a <see cref="StageJob"/> that knows what names lead to here.</summary>
internal sealed class StageJobActivator(IStageStarter starter) : JobActivator
{
    /// <inheritdoc/>
    public override object ActivateJob(Type jobType) =>
        jobType == typeof(StageJob) ? new StageJob(starter) : throw new InvalidOperationException($"a job of type {jobType} is none of ours");
}
