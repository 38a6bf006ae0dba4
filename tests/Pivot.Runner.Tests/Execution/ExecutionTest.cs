using Pivot.Dsl.Plans;
using Pivot.Runner.Execution;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Execution;

/// <summary>A store of its own and a way to run a plan in it.</summary>
public abstract class ExecutionTest : IDisposable
{
    public TemporaryStore Temporary { get; } = new();

    public ArtifactStore Store => Temporary.Store;

    public RecordingObserver Observer { get; } = new();

    public void Dispose()
    {
        Temporary.Dispose();
        GC.SuppressFinalize(this);
    }

    protected StageRunner Runner(IReadOnlyDictionary<string, IStage> stages) => new(Temporary.Another(), stages, TestPlans.Host, threads: 1);

    protected async Task<RunRecord> Execute(
        Plan plan, Action<StageContext, CancellationToken>? stage = null, ThreadDispatcher? dispatcher = null, CancellationTokenSource? cancel = null)
    {
        dispatcher ??= new ThreadDispatcher(2);
        dispatcher.Executor = new PlanExecutor(plan, Store, Runner(ScriptedStage.Table(stage)), Observer);
        return await dispatcher.Executor.ExecuteAsync(dispatcher, cancel?.Token ?? CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    protected static string States(RunRecord record) => string.Join(" ", record.Stages.Select(s => $"{s.Stage}:{s.State}"));
}
