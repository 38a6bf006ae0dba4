using Hangfire;
using Pivot.Dsl.Plans;
using Pivot.Runner.Execution;
using Pivot.Runner.Queue;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Execution;
using static Pivot.Runner.Tests.Store.TestPlans;

namespace Pivot.Runner.Tests.Queue;

public sealed class LocalQueueTests : ExecutionTest
{
    private static Plan Diamond => Plan(Node("see"), Node("left", "see"), Node("right", "see"), Node("join", "left", "right"));

    [Fact]
    public async Task A_plan_runs_through_hangfire_two_stages_at_once()
    {
        using var both = new Barrier(2);
        var record = await Run(Diamond, (context, _) =>
        {
            if (context.Node.Stage is "left" or "right") Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(10)), "the other worker never came");
        });
        Assert.Equal("see:Done left:Done right:Done join:Done", States(record));
        Assert.Equal(5, ScriptedStage.Value(Store.Find(Key("join"))!.Folder));
    }

    [Fact]
    public async Task A_failed_stage_is_not_tried_again()
    {
        var runs = 0;
        var record = await Run(Plan(Node("bad"), Node("child", "bad"), Node("good")), (context, _) =>
        {
            if (context.Node.Stage != "bad") return;
            Interlocked.Increment(ref runs);
            throw new StageException("no");
        });
        Assert.Equal("bad:Failed child:Skipped good:Done", States(record));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Cancelled_it_ends_soon_and_the_stage_has_stopped()
    {
        using var cancel = new CancellationTokenSource();
        var record = await Run(Plan(Node("long"), Node("after", "long")), (_, token) =>
        {
            cancel.Cancel();
            Assert.True(token.WaitHandle.WaitOne(TimeSpan.FromSeconds(10)), "the token did not reach the stage");
            token.ThrowIfCancellationRequested();
        }, cancel);
        Assert.Equal("long:Interrupted after:Waiting", States(record));
    }

    [Fact]
    public async Task Two_queues_live_side_by_side_and_leave_hangfires_global_state_alone()
    {
        var filters = GlobalJobFilters.Filters.Count;
        var one = Run(Plan("one", [Node("a"), Node("b", "a")]));
        var two = Run(Plan("two", [Node("c"), Node("d", "c")]));
        Assert.Equal("a:Done b:Done", States(await one));
        Assert.Equal("c:Done d:Done", States(await two));
        Assert.Equal(filters, GlobalJobFilters.Filters.Count);
        Assert.Throws<InvalidOperationException>(() => JobStorage.Current);
    }

    [Fact]
    public async Task The_record_that_a_stage_needs_anew_ends_the_run_rather_than_hanging_it()
    {
        // The run's own folder is in the way: writing run.json fails on a worker's thread.
        var plan = Plan(Node("see"));
        var run = Run(plan, (_, _) =>
        {
            File.Delete(Store.Run(plan).Record);
            Directory.CreateDirectory(Store.Run(plan).Record);
        });
        await Assert.ThrowsAnyAsync<Exception>(() => run);
        Directory.Delete(Store.Run(plan).Record);
    }

    private async Task<RunRecord> Run(Plan plan, Action<StageContext, CancellationToken>? stage = null, CancellationTokenSource? cancel = null)
    {
        using var queue = new LocalQueue(2);
        var executor = new PlanExecutor(plan, Store, Runner(ScriptedStage.Table(stage)), Observer);
        return await queue.RunAsync(executor, cancel?.Token ?? CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
