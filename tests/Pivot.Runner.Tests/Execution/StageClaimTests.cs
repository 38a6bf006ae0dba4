using Pivot.Dsl.Specs;
using Pivot.Runner.Execution;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Store;
using Pivot.Runner.Tests.Store.Remote;
using static Pivot.Runner.Tests.Store.TestPlans;

namespace Pivot.Runner.Tests.Execution;

/// <summary>A stage done by a host that owns it under an epoch.</summary>
public sealed class StageClaimTests : ExecutionTest
{
    [Fact]
    public void The_owner_works_in_the_folder_of_its_epoch_without_a_lock_and_publishes()
    {
        var worked = "";
        var record = Run(Runner(ScriptedStage.Table((context, _) =>
        {
            worked = context.Folder.Path;
            using var free = Store.TryLock(Key("see"));
            Assert.NotNull(free);
        })), new StageClaim(4, () => true));
        Assert.Equal(StageState.Done, record.State);
        Assert.Equal(Store.WorkFolder(Key("see"), 4).Path, worked);
        Assert.NotNull(Store.Find(Key("see")));
        Assert.False(Directory.Exists(Path.Combine(Store.Root, "work", Key("see"))));
        Assert.Equal(StageState.Cached, Run(Runner(ScriptedStage.Table()), new StageClaim(5, () => true)).State);
    }

    [Fact]
    public void What_an_owner_left_who_was_killed_after_publishing_is_cleared_by_the_next()
    {
        Run(Runner(ScriptedStage.Table()), new StageClaim(4, () => true));
        Directory.CreateDirectory(Store.WorkFolder(Key("see"), 4).Resume);
        Assert.Equal(StageState.Cached, Run(Runner(ScriptedStage.Table()), new StageClaim(5, () => true)).State);
        Assert.False(Directory.Exists(Path.Combine(Store.Root, "work", Key("see"))));
    }

    [Fact]
    public void Who_lost_the_stage_meanwhile_publishes_nothing()
    {
        var asked = 0;
        var record = Run(Runner(ScriptedStage.Table()), new StageClaim(1, () => asked++ > 0));
        Assert.Equal((StageState.Interrupted, "lost its lease to another host", 1), (record.State, record.Cause, asked));
        Assert.False(Directory.Exists(Store.Folder(Key("see")).Path));
        Assert.True(Directory.Exists(Store.WorkFolder(Key("see"), 1).Path)); // its checkpoints are the next owner's
    }

    [Fact]
    public void A_failure_leaves_its_trace_in_the_work_folder()
    {
        var record = Run(Runner(ScriptedStage.Table((_, _) => throw new InvalidOperationException("off"))), new StageClaim(2, () => true));
        Assert.Equal(StageState.Failed, record.State);
        Assert.True(File.Exists(Path.Combine(Store.WorkFolder(Key("see"), 2).Path, "error.txt")));
        Assert.False(Directory.Exists(Store.Folder(Key("see")).Path));
    }

    [Fact]
    public void Another_epoch_goes_on_from_the_checkpoint_of_the_one_that_was_stopped()
    {
        using var cancel = new CancellationTokenSource();
        var first = Run(Runner(ScriptedStage.Table((context, stop) =>
        {
            MadeCheckpoint.Write(context.Folder, 10, curves: "a\n");
            cancel.Cancel();
            stop.ThrowIfCancellationRequested();
        })), new StageClaim(1, () => true), cancel.Token);
        Assert.Equal(StageState.Interrupted, first.State);
        Assert.Null(first.Cause);
        var found = false;
        var second = Run(Runner(ScriptedStage.Table((context, _) => found = Directory.Exists(Path.Combine(context.Folder.Resume, "step-000000010")))), new StageClaim(2, () => true));
        Assert.Equal((StageState.Done, true), (second.State, found));
        Assert.Equal(2, StageDescription.Read(Store.Folder(Key("see"))).Attempts);
    }

    [Fact]
    public void With_a_bucket_an_interrupted_stage_has_its_last_checkpoint_there_when_it_stops()
    {
        using var bucket = new TemporaryBucket();
        using var cancel = new CancellationTokenSource();
        IReadOnlyDictionary<string, IStage> stages = ScriptedStage.Table((context, stop) =>
        {
            MadeCheckpoint.Write(context.Folder, 10, curves: "a\n");
            if (context.Folder.Path.EndsWith("/1"))
            {
                context.Progress.Report(10, 20, "steps");
                cancel.Cancel();
            }
            stop.ThrowIfCancellationRequested();
        });
        var one = new StageRunner(bucket.Host("one"), stages, TestPlans.Host, threads: 1);
        Assert.Equal(StageState.Interrupted, Run(one, new StageClaim(1, () => true), cancel.Token).State);
        Assert.Contains(bucket.Objects(), n => n.StartsWith($"checkpoints/{Key("see")}/1/step-000000010/") && n.EndsWith("/manifest.json"));
        var two = bucket.Host("two");
        Assert.Contains("resume/step-000000010/state.json", MadeCheckpoint.Files(two.Begin(Node("see"), 2)));
    }

    private static StageRecord Run(StageRunner runner, StageClaim claim, CancellationToken cancel = default) =>
        runner.Run(Node("see"), new StageAllowance(new RunSpec()), _ => { }, _ => { }, cancel, claim);
}
