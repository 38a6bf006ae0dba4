using System.Runtime.InteropServices;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Execution;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using static Pivot.Runner.Tests.Store.TestPlans;

namespace Pivot.Runner.Tests.Execution;

/// <summary><c>run.out_of_memory</c>.</summary>
public sealed class OutOfMemoryTests : ExecutionTest
{
    private static readonly RunSpec Halve = new() { OutOfMemory = "halve" };

    [Fact]
    public async Task A_stage_goes_on_from_its_checkpoint_in_halves_until_it_fits_and_its_result_says_so()
    {
        List<(int Accumulate, int Step)> attempts = [];
        var record = await Execute(With(Halve), (context, _) =>
        {
            var file = Path.Combine(context.Folder.Resume, "step.txt");
            var step = File.Exists(file) ? int.Parse(File.ReadAllText(file)) : 0;
            var spec = (SftSpec)context.Node.Spec;
            attempts.Add((spec.Accumulate, step));
            File.WriteAllText(file, $"{step + 1}");
            if (spec.BatchSize / spec.Accumulate > 8) throw new ExternalException("CUDA out of memory. Tried to allocate 20.00 GiB.");
        });
        Assert.Equal("see:Done", States(record));
        Assert.Equal([(1, 0), (2, 1), (4, 2)], attempts);
        var expected = new Adjustment(4, 1, "out of memory on cpu");
        Assert.Equal((expected, 0, null), (record.Stages[0].Adjusted, record.Stages[0].Retries, record.Stages[0].RetriedAfter));
        Assert.Equal(record.Stages, Store.Run(With(Halve)).ReadRecord()!.Stages);
        var description = StageDescription.Read(Store.Folder(Key("see")));
        Assert.Equal((expected, 1, Key("see"), 3), (description.Adjusted, ((SftSpec)description.Spec).Accumulate, description.Key, description.Attempts));
        Assert.Equal([2, 4], Observer.Lines.Where(l => l.StartsWith("note see out of memory on cpu; trying again from its last checkpoint with accumulate ")).Select(l => int.Parse(l.Split(' ')[^4])));
    }

    [Fact]
    public async Task It_takes_no_retry()
    {
        var attempts = 0;
        var record = await Execute(With(Halve with { Retries = 1 }), (_, _) =>
        {
            if (++attempts is 1 or 3) throw new OutOfMemoryException("host");
            if (attempts == 2) throw new IOException("the network file system went away");
        });
        Assert.Equal(("see:Done", 4, 1, 4), (States(record), attempts, record.Stages[0].Retries, record.Stages[0].Adjusted!.Accumulate));
    }

    [Fact]
    public async Task When_no_half_is_left_it_fails()
    {
        List<int> asked = [];
        var record = await Execute(With(Halve, new SftSpec { Data = "scenes.instruct", BatchSize = 12, Accumulate = 3 }), (context, _) =>
        {
            asked.Add(((SftSpec)context.Node.Spec).Accumulate);
            throw new OutOfMemoryException("host");
        });
        Assert.Equal([3, 6, 12], asked);
        Assert.Equal(("see:Failed", "out of memory: host", null), (States(record), record.Stages[0].Cause, record.Stages[0].Adjusted));
    }

    public static TheoryData<RunSpec, StageSpec> Refused { get; } = new()
    {
        { new RunSpec(), new SftSpec { Data = "scenes.instruct" } },
        { Halve, new SftSpec { Data = "scenes.instruct", BatchSize = 7 } },
        { Halve, new ContrastiveSpec { Data = "scenes.captions" } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Without_the_word_with_an_odd_batch_or_where_rows_are_compared_it_fails_as_ever(RunSpec run, StageSpec spec)
    {
        var attempts = 0;
        var stages = new Dictionary<string, IStage> { [spec.Kind] = new ScriptedStage((_, _) => { attempts++; throw new OutOfMemoryException("host"); }) };
        var record = Runner(stages).Run(Node("see") with { Spec = spec }, new StageAllowance(run), _ => { }, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal((1, StageState.Failed, "out of memory: host"), (attempts, record.State, record.Cause));
    }

    [Fact]
    public async Task Another_failure_is_not_mended_by_it()
    {
        var attempts = 0;
        var record = await Execute(With(Halve), (_, _) => throw new ExternalException($"CUDA error: an illegal memory access {++attempts}"));
        Assert.Equal(("see:Failed", 1), (States(record), attempts));
    }

    [Fact]
    public void A_process_after_it_goes_on_with_what_was_found_to_fit()
    {
        List<int> asked = [];
        using var cancel = new CancellationTokenSource();
        var first = ScriptedStage.Table((context, stop) =>
        {
            asked.Add(((SftSpec)context.Node.Spec).Accumulate);
            if (asked.Count == 1) throw new OutOfMemoryException("host");
            cancel.Cancel();
            stop.ThrowIfCancellationRequested();
        });
        Assert.Equal(StageState.Interrupted, Runner(first).Run(Node("see"), new StageAllowance(Halve), _ => { }, _ => { }, cancel.Token).State);

        var record = Runner(ScriptedStage.Table((context, _) => asked.Add(((SftSpec)context.Node.Spec).Accumulate)))
            .Run(Node("see"), new StageAllowance(Halve), _ => { }, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 2], asked);
        Assert.Equal(new Adjustment(2, 1, "out of memory on cpu"), record.Adjusted);
    }

    [Fact]
    public void What_another_host_found_to_fit_may_be_given_from_outside()
    {
        List<int> asked = [];
        var given = new Adjustment(8, 1, "out of memory on cuda:3");
        var record = Runner(ScriptedStage.Table((context, _) => asked.Add(((SftSpec)context.Node.Spec).Accumulate)))
            .Run(Node("see"), new StageAllowance(Halve, given), _ => { }, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal([8], asked);
        Assert.Equal((given, given), (record.Adjusted, StageDescription.Read(Store.Folder(Key("see"))).Adjusted));
    }

    private static Plan With(RunSpec run, StageSpec? spec = null)
    {
        var node = Node("see");
        var plan = Plan(spec is null ? node : node with { Spec = spec });
        return plan with { Spec = plan.Spec with { Run = run } };
    }
}
