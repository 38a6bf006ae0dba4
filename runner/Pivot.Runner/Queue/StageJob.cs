using Hangfire.Server;

namespace Pivot.Runner.Queue;

/// <summary>
/// The one job there is: "see to this stage of this run". It carries names only; everything else is looked up where it runs. Its
/// signature is stored in queues and must not change.
/// </summary>
/// <param name="starter">What names lead to in this process.</param>
public sealed class StageJob(IStageStarter starter)
{
    /// <summary>Does the stage, if it is still to be done.</summary>
    /// <param name="runId">The run's name.</param>
    /// <param name="key">The node's key.</param>
    /// <param name="context">Hangfire's, put in by it.</param>
    /// <param name="stop">Hangfire's wish to stop this job, put in by it.</param>
    public void Run(string runId, string key, PerformContext context, CancellationToken stop) => starter.Run(runId, key, stop);
}
