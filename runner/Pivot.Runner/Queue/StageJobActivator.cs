using Hangfire;

namespace Pivot.Runner.Queue;

/// <summary>Gives Hangfire a <see cref="StageJob"/> that knows this process's runs.</summary>
internal sealed class StageJobActivator(RunTable runs) : JobActivator
{
    /// <inheritdoc/>
    public override object ActivateJob(Type jobType) =>
        jobType == typeof(StageJob) ? new StageJob(runs) : throw new InvalidOperationException($"a job of type {jobType} is none of ours");
}
