namespace Pivot.Runner.Execution;

/// <summary>
/// Starts stages that are ready, on threads or hosts of its own, by calling <see cref="PlanExecutor.RunStage"/>. It may start one twice
/// (whatever delivers at least once does) or late: the executor's claim decides who works.
/// </summary>
public interface IStageDispatcher
{
    /// <summary>Stages it can have under way at once. The executor hands over no more than that, so that the order stays its own choice.</summary>
    int Capacity { get; }

    /// <summary>Has the stage started soon. Returns at once.</summary>
    void Start(string runId, string key);
}
