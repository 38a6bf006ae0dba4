using Pivot.Runner.Execution;

namespace Pivot.Runner.Tests.Execution;

/// <summary>Starts each stage on a thread of its own, <paramref name="times"/> times over.</summary>
public sealed class ThreadDispatcher(int capacity, int times = 1) : IStageDispatcher
{
    public PlanExecutor? Executor { get; set; }

    public List<string> Started { get; } = [];

    /// <summary>The token each start gets.</summary>
    public Func<CancellationToken> Stop { get; set; } = () => CancellationToken.None;

    public int Capacity => capacity;

    public void Start(string runId, string key)
    {
        Assert.Equal(Executor!.RunId, runId);
        lock (Started) Started.Add(key);
        for (var i = 0; i < times; i++)
        {
            var stop = Stop();
            new Thread(() => Executor.RunStage(key, stop)) { IsBackground = true }.Start();
        }
    }
}
