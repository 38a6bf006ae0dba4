namespace Pivot.Runner.Queue;

/// <summary>What a job's names lead to in the process that Hangfire starts it in.</summary>
public interface IStageStarter
{
    /// <summary>Does the stage on the calling thread, if it is still to be done; returns quietly otherwise.</summary>
    /// <param name="runId">The run's name among jobs.</param>
    /// <param name="key">The node's key.</param>
    /// <param name="stop">Hangfire's wish to stop this job.</param>
    void Run(string runId, string key, CancellationToken stop);
}
