using Pivot.Dsl.Plans;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using static Pivot.Runner.Tests.Store.TestPlans;

namespace Pivot.Runner.Tests.Execution;

public sealed class PlanExecutorTests : ExecutionTest
{
    private static Plan Diamond => Plan(Node("see"), Node("left", "see"), Node("right", "see"), Node("join", "left", "right"));

    [Fact]
    public async Task Every_stage_runs_once_after_its_parents_and_reads_them_by_role()
    {
        var record = await Execute(Diamond, (context, _) =>
            Assert.Equal(context.Node.Parents, context.Parents.ToDictionary(p => p.Key, p => p.Value.Key)));

        Assert.Equal("see:Done left:Done right:Done join:Done", States(record));
        // see 1; left and right 2 each; join 2 + 2 + 1.
        Assert.Equal(5, ScriptedStage.Value(Store.Find(Key("join"))!.Folder));
        var starts = Observer.Lines.Where(l => l.StartsWith("start ")).ToArray();
        Assert.Equal(4, starts.Length);
        Assert.Equal(("start see", "start join"), (starts[0], starts[3]));
        Assert.Equal(record.Stages, Store.Run(Diamond).ReadRecord()!.Stages);
        Assert.NotNull(record.FinishedAt);
    }

    [Fact]
    public async Task As_many_run_at_once_as_the_dispatcher_can_take_and_no_more()
    {
        using var both = new Barrier(2);
        var (now, most) = (0, 0);
        var plan = Plan(Enumerable.Range(0, 6).Select(i => Node($"n{i}")).ToArray());
        var record = await Execute(plan, (_, _) =>
        {
            var here = Interlocked.Increment(ref now);
            lock (both) most = Math.Max(most, here);
            Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(10)), "the other worker never came");
            Interlocked.Decrement(ref now);
        });
        Assert.All(record.Stages, s => Assert.Equal(StageState.Done, s.State));
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task The_longest_chain_is_begun_first()
    {
        var dispatcher = new ThreadDispatcher(1);
        await Execute(Plan(Node("alone"), Node("one"), Node("two", "one"), Node("three", "two")), dispatcher: dispatcher);
        Assert.Equal(new[] { "one", "two", "alone", "three" }.Select(Key), dispatcher.Started);
    }

    [Fact]
    public async Task A_failure_skips_what_needs_it_and_the_rest_goes_on()
    {
        var plan = Plan(Node("see"), Node("bad", "see"), Node("child", "bad"), Node("grandchild", "child"), Node("good", "see"), Node("after", "good"));
        var record = await Execute(plan, (context, _) =>
        {
            if (context.Node.Stage == "bad") throw new StageException("loss is NaN at step 3");
        });

        Assert.Equal("see:Done bad:Failed child:Skipped grandchild:Skipped good:Done after:Done", States(record));
        Assert.Equal("loss is NaN at step 3", record.Stages[1].Cause);
        Assert.StartsWith("needs stage bad", record.Stages[3].Cause);
        Assert.Contains("Skipped grandchild", Observer.Lines);
        Assert.Null(Store.Find(Key("bad")));

        var again = await Execute(plan);
        Assert.Equal("see:Cached bad:Done child:Done grandchild:Done good:Cached after:Cached", States(again));
    }

    [Fact]
    public async Task What_is_done_is_not_done_again()
    {
        var first = await Execute(Diamond);
        var runs = 0;
        var second = await Execute(Diamond, (_, _) => runs++);
        Assert.Equal(0, runs);
        Assert.Equal("see:Cached left:Cached right:Cached join:Cached", States(second));
        Assert.Equal(first.Stages.Select(s => Math.Round(s.Seconds, 6)), second.Stages.Select(s => Math.Round(s.Seconds, 6)));
    }

    [Fact]
    public async Task An_altered_stage_is_done_again_and_what_came_of_it_stays()
    {
        await Execute(Diamond);
        File.AppendAllText(Store.Folder(Key("left")).Scores, " ");
        Assert.Equal("see:Cached left:Done right:Cached join:Cached", States(await Execute(Diamond)));
        Assert.Contains(Temporary.Log, l => l.Contains(Key("left")) && l.Contains("will be done again"));
    }

    [Fact]
    public async Task Cancelled_the_running_stage_is_interrupted_the_others_wait_and_the_next_run_goes_on()
    {
        var plan = Plan(Node("see"), Node("long", "see"), Node("after", "long"));
        using var cancel = new CancellationTokenSource();
        var record = await Execute(plan, (context, token) => Count(context, token, [], () => cancel.Cancel()), cancel: cancel);
        Assert.Equal("see:Done long:Interrupted after:Waiting", States(record));
        Assert.Equal(StageState.Interrupted, Store.Run(plan).ReadRecord()!.Stages[1].State);

        List<int> steps = [];
        var again = await Execute(plan, (context, token) => Count(context, token, steps, () => { }));
        Assert.Equal("see:Cached long:Done after:Done", States(again));
        Assert.Equal([4, 5, 6], steps);
        Assert.Equal(2, StageDescription.Read(Store.Folder(Key("long"))).Attempts);
        // The first attempt slept 50 ms; its time is in the sum.
        Assert.True(again.Stages[1].Seconds >= 0.05, $"{again.Stages[1].Seconds} s");
    }

    [Fact]
    public async Task A_run_cancelled_before_it_begins_begins_nothing()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        var record = await Execute(Diamond, cancel: cancel);
        Assert.Equal("see:Waiting left:Waiting right:Waiting join:Waiting", States(record));
    }

    [Fact]
    public async Task A_start_delivered_twice_is_worked_on_once()
    {
        var runs = 0;
        var record = await Execute(Diamond, (_, _) => Interlocked.Increment(ref runs), new ThreadDispatcher(2, times: 3));
        Assert.Equal(4, runs);
        Assert.Equal(4, Observer.Lines.Count(l => l.StartsWith("Done")));
        Assert.All(record.Stages, s => Assert.Equal(StageState.Done, s.State));
    }

    [Fact]
    public async Task A_stage_that_the_queue_stops_is_begun_again()
    {
        var starts = 0;
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var dispatcher = new ThreadDispatcher(1) { Stop = () => ++starts == 1 ? stopped.Token : CancellationToken.None };
        Assert.Equal("see:Done", States(await Execute(Plan(Node("see")), dispatcher: dispatcher)));
        Assert.Equal(2, starts);
    }

    [Fact]
    public async Task A_stage_that_the_queue_stops_each_time_fails_in_the_end()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var record = await Execute(Plan(Node("see")), dispatcher: new ThreadDispatcher(1) { Stop = () => stopped.Token });
        Assert.Equal("see:Failed", States(record));
        Assert.Contains("3 times", record.Stages[0].Cause);
    }

    // Six steps for the stage "long", one at a time, each in resume/; asks to stop after the third. Notes the steps it does.
    private static void Count(StageContext context, CancellationToken cancel, List<int> steps, Action third)
    {
        if (context.Node.Stage != "long") return;
        var file = Path.Combine(context.Folder.Resume, "steps.txt");
        var done = File.Exists(file) ? int.Parse(File.ReadAllText(file)) : 0;
        while (done < 6)
        {
            File.WriteAllText(file, $"{++done}");
            steps.Add(done);
            context.Progress.Report(done, 6, "step");
            if (done != 3) continue;
            Thread.Sleep(50);
            third();
            cancel.ThrowIfCancellationRequested();
        }
    }
}
