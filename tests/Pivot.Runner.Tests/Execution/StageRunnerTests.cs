using System.Runtime.InteropServices;
using Pivot.Dsl.Specs;
using Pivot.Runner.Execution;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using static Pivot.Runner.Tests.Store.TestPlans;
using DataException = Pivot.Runner.Data.DataException;

namespace Pivot.Runner.Tests.Execution;

public sealed class StageRunnerTests : ExecutionTest
{
    public static TheoryData<Exception, string> Mistakes { get; } = new()
    {
        { new StageException("beta must be positive"), "beta must be positive" },
        { new DataException("rows.jsonl line 3 is cut short"), "rows.jsonl line 3 is cut short" },
        { new IOException("No space left on device"), "No space left on device" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_a_person_can_mend_is_the_cause_and_leaves_no_trace_file(Exception thrown, string cause)
    {
        var record = Run(_ => throw thrown);
        Assert.Equal((StageState.Failed, cause), (record.State, record.Cause));
        Assert.False(File.Exists(TraceFile));
    }

    [Fact]
    public void A_native_error_gives_its_first_line()
    {
        var record = Run(_ => throw new ExternalException("The size of tensor a (3) must match b (4)\nException raised from infer_size\nframe #0"));
        Assert.StartsWith("libtorch: The size of tensor a (3) must match b (4) (", record.Cause);
        Assert.DoesNotContain("frame", record.Cause);
        Assert.Contains("frame #0", File.ReadAllText(TraceFile));
    }

    [Fact]
    public void A_real_native_error_is_caught()
    {
        var record = Run(_ => TorchSharp.torch.ones(2, 3).mm(TorchSharp.torch.ones(2, 3)));
        Assert.Equal(StageState.Failed, record.State);
        Assert.StartsWith("libtorch: mat1 and mat2 shapes cannot be multiplied", record.Cause);
        Assert.DoesNotContain('\n', record.Cause!);
    }

    [Fact]
    public void An_error_of_ours_says_so_and_leaves_its_trace()
    {
        var record = Run(_ => throw new InvalidOperationException("the index is off"));
        Assert.StartsWith("InvalidOperationException: the index is off (an error of this program", record.Cause);
        Assert.Contains(nameof(An_error_of_ours_says_so_and_leaves_its_trace), File.ReadAllText(TraceFile));
    }

    [Fact]
    public void Giving_up_without_being_asked_to_is_a_failure()
    {
        var record = Run(_ => throw new OperationCanceledException());
        Assert.Equal(StageState.Failed, record.State);
    }

    [Fact]
    public void A_kind_without_a_stage_is_told_with_those_that_there_are()
    {
        var record = Runner(new Dictionary<string, IStage>()).Run(Node("see"), new StageAllowance(new RunSpec()), _ => { }, _ => { }, TestContext.Current.CancellationToken);
        Assert.Contains("no stage of kind sft", record.Cause);
    }

    [Fact]
    public void A_parent_that_is_no_longer_whole_is_named()
    {
        var record = Runner(ScriptedStage.Table()).Run(Node("post", "see"), new StageAllowance(new RunSpec()), _ => { }, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(StageState.Failed, record.State);
        Assert.Contains(Key("see"), record.Cause);
    }

    [Fact]
    public async Task Two_processes_on_one_stage_do_it_once()
    {
        var runs = 0;
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        using var noted = new ManualResetEventSlim();
        var stages = ScriptedStage.Table((_, _) =>
        {
            Interlocked.Increment(ref runs);
            begun.Set();
            Assert.True(goOn.Wait(TimeSpan.FromSeconds(10)), "never told to go on");
        });
        var stop = TestContext.Current.CancellationToken;
        var first = Task.Run(() => Runner(stages).Run(Node("see"), new StageAllowance(new RunSpec()), _ => { }, _ => { }, stop), stop);
        Assert.True(begun.Wait(TimeSpan.FromSeconds(10), stop), "the first never began");
        var second = Task.Run(() => Runner(stages).Run(Node("see"), new StageAllowance(new RunSpec()), _ => { }, _ => noted.Set(), stop), stop);
        Assert.True(noted.Wait(TimeSpan.FromSeconds(10), stop), "the second never said that it waits");
        goOn.Set();

        Assert.Equal(StageState.Done, (await first).State);
        Assert.Equal(StageState.Cached, (await second).State);
        Assert.Equal((await first).Seconds, (await second).Seconds);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Waiting_for_another_process_can_be_interrupted()
    {
        using var held = Store.TryLock(Key("see"));
        using var cancel = new CancellationTokenSource();
        var waiting = Task.Run(() => Runner(ScriptedStage.Table()).Run(Node("see"), new StageAllowance(new RunSpec()), _ => { }, _ => cancel.Cancel(), cancel.Token), TestContext.Current.CancellationToken);
        Assert.Equal(StageState.Interrupted, (await waiting).State);
    }

    [Fact]
    public void Operators_get_the_threads_that_were_asked_for()
    {
        var threads = 0;
        var runner = new StageRunner(Store, ScriptedStage.Table((_, _) => threads = TorchSharp.torch.get_num_threads()), Host, threads: 1);
        runner.Run(Node("see"), new StageAllowance(new RunSpec()), _ => { }, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(1, threads);
    }

    [Fact]
    public void What_a_stage_was_counted_to_take_is_kept_next_to_what_it_took()
    {
        var work = new StageWork(Flops: 1.5e9, Updates: 8, PeakMemory: 1000, Threads: 1);
        var runner = new StageRunner(Store, ScriptedStage.Table(), Host, threads: 1, counted: node => node.Stage == "see" ? work : null);
        foreach (var stage in new[] { "see", "unknown" }) Assert.Equal(StageState.Done, runner.Run(Node(stage), new StageAllowance(new RunSpec()), _ => { }, _ => { }, TestContext.Current.CancellationToken).State);
        Assert.Equal(work, StageDescription.Read(Store.Folder(Key("see"))).Work);
        Assert.Null(StageDescription.Read(Store.Folder(Key("unknown"))).Work);
    }

    [Fact]
    public void The_host_is_known_without_torch()
    {
        var host = HostProbe.Current();
        Assert.Equal(Environment.ProcessorCount, host.Cores);
        Assert.True(host.MemoryGiB > 0.1);
        Assert.Equal("TorchSharp 0.107.0 (libtorch 2.10.0)", host.Torch);
        Assert.Matches(@"^\d+\.\d+\.\d+$", host.Pivot);
    }

    private string TraceFile => Path.Combine(Store.Folder(Key("see")).Path, "error.txt");

    private StageRecord Run(Action<StageContext> stage) => Runner(ScriptedStage.Table((context, _) => stage(context)))
        .Run(Node("see"), new StageAllowance(new RunSpec()), _ => { }, _ => { }, TestContext.Current.CancellationToken);
}
