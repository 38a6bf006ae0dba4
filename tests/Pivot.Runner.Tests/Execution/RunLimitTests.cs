using System.Runtime.InteropServices;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Execution;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using static Pivot.Runner.Tests.Store.TestPlans;
using DataException = Pivot.Runner.Data.DataException;

namespace Pivot.Runner.Tests.Execution;

/// <summary><c>run.timeout</c> and <c>run.retries</c>.</summary>
public sealed class RunLimitTests : ExecutionTest
{
    public static TheoryData<Exception> Mistakes { get; } = new() { new StageException("beta must be positive"), new DataException("rows.jsonl is cut short") };

    public static TheoryData<Exception> Mishaps { get; } = new()
    {
        new ExternalException("CUDA error: an illegal memory access was encountered"), new IOException("No space left on device"), new OutOfMemoryException("host"),
    };

    [Theory]
    [MemberData(nameof(Mishaps))]
    public async Task What_may_pass_is_tried_again_told_and_recorded(Exception mishap)
    {
        var attempts = 0;
        var record = await Execute(With(new RunSpec { Retries = 2 }), (_, _) =>
        {
            if (++attempts < 3) throw mishap;
        });
        Assert.Equal((3, "see:Done"), (attempts, States(record)));
        Assert.Equal(2, record.Stages[0].Retries);
        Assert.Contains(mishap.Message, record.Stages[0].RetriedAfter);
        Assert.Equal(["(1 of 2)", "(2 of 2)"], Observer.Lines.Where(l => l.StartsWith("note see failed: ") && l.Contains(mishap.Message)).Select(l => l[^8..]));
        Assert.Equal(record.Stages, Store.Run(With(new RunSpec())).ReadRecord()!.Stages);
        Assert.Equal(3, StageDescription.Read(Store.Folder(Key("see"))).Attempts);
    }

    [Fact]
    public async Task A_new_attempt_goes_on_from_the_last_checkpoint()
    {
        List<int> steps = [];
        var away = true;
        var record = await Execute(With(new RunSpec { Retries = 1 }), (context, _) =>
        {
            var file = Path.Combine(context.Folder.Resume, "steps.txt");
            var done = File.Exists(file) ? int.Parse(File.ReadAllText(file)) : 0;
            for (; done < 4; File.WriteAllText(file, $"{++done}"))
            {
                if (done == 2 && away)
                {
                    away = false;
                    throw new IOException("the network file system went away");
                }
                steps.Add(done);
            }
        });
        Assert.Equal("see:Done", States(record));
        Assert.Equal([0, 1, 2, 3], steps);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_not_tried_again(Exception mistake)
    {
        var attempts = 0;
        var record = await Execute(With(new RunSpec { Retries = 5 }), (_, _) =>
        {
            attempts++;
            throw mistake;
        });
        Assert.Equal((1, 0, mistake.Message), (attempts, record.Stages[0].Retries, record.Stages[0].Cause));
    }

    [Fact]
    public async Task When_no_attempt_is_left_the_last_failure_is_the_cause()
    {
        var attempts = 0;
        var record = await Execute(With(new RunSpec { Retries = 1 }), (_, _) => throw new IOException($"attempt {++attempts}"));
        Assert.Equal((2, "see:Failed", "attempt 2", 1), (attempts, States(record), record.Stages[0].Cause, record.Stages[0].Retries));
        Assert.Equal("attempt 1", record.Stages[0].RetriedAfter);
    }

    [Fact]
    public async Task Without_retries_nothing_is_tried_again()
    {
        var attempts = 0;
        var record = await Execute(With(new RunSpec()), (_, _) => throw new IOException($"attempt {++attempts}"));
        Assert.Equal((1, "attempt 1"), (attempts, record.Stages[0].Cause));
    }

    [Fact]
    public async Task A_stage_that_takes_longer_is_stopped_at_a_checkpoint_and_fails()
    {
        var checkpoint = Path.Combine(Store.Folder(Key("see")).Resume, "at.txt");
        var record = await Execute(With(new RunSpec { Timeout = TimeSpan.FromMilliseconds(80), Retries = 3 }), (_, stop) =>
        {
            Assert.True(stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(20)), "never asked to stop");
            File.WriteAllText(checkpoint, "step 7");
            stop.ThrowIfCancellationRequested();
        });
        Assert.Equal("see:Failed", States(record));
        Assert.StartsWith("took longer than run.timeout 0.08s;", record.Stages[0].Cause);
        Assert.Equal(0, record.Stages[0].Retries);
        Assert.True(File.Exists(checkpoint));

        Assert.Equal("see:Done", States(await Execute(With(new RunSpec()), (_, _) => Assert.Equal("step 7", File.ReadAllText(checkpoint)))));
    }

    [Fact]
    public async Task All_attempts_of_a_run_share_the_time()
    {
        var attempts = 0;
        var record = await Execute(With(new RunSpec { Timeout = TimeSpan.FromMilliseconds(300), Retries = 10 }), (_, stop) =>
        {
            attempts++;
            stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(200));
            stop.ThrowIfCancellationRequested();
            throw new IOException("again");
        });
        Assert.StartsWith("took longer than run.timeout 0.3s;", record.Stages[0].Cause);
        Assert.InRange(attempts, 1, 2);
        Assert.Equal(attempts - 1, record.Stages[0].Retries);
    }

    [Fact]
    public async Task A_stage_that_ends_in_time_is_done()
    {
        var record = await Execute(With(new RunSpec { Timeout = TimeSpan.FromHours(1) }));
        Assert.Equal(("see:Done", 0), (States(record), record.Stages[0].Retries));
    }

    [Fact]
    public async Task Interrupted_by_a_person_is_not_out_of_time()
    {
        using var cancel = new CancellationTokenSource();
        var record = await Execute(With(new RunSpec { Timeout = TimeSpan.FromHours(1), Retries = 2 }), (_, stop) =>
        {
            cancel.Cancel();
            stop.ThrowIfCancellationRequested();
        }, cancel: cancel);
        Assert.Equal("see:Interrupted", States(record));
    }

    [Theory]
    [InlineData(28800, "8h")]
    [InlineData(5400, "1h30m")]
    [InlineData(90, "1m30s")]
    [InlineData(0.25, "0.25s")]
    [InlineData(180000, "50h")]
    public void Times_read_as_they_are_written(double seconds, string text) => Assert.Equal(text, TimeWords.Of(TimeSpan.FromSeconds(seconds)));

    private static Plan With(RunSpec run)
    {
        var plan = Plan(Node("see"));
        return plan with { Spec = plan.Spec with { Run = run } };
    }
}
