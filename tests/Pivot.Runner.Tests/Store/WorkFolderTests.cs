using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store;

public sealed class WorkFolderTests : IDisposable
{
    private readonly TemporaryStore _temporary = new();
    private readonly PlanNode _node = TestPlans.Node("post");

    private ArtifactStore Store => _temporary.Store;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Every_epoch_has_a_folder_of_its_own_and_the_first_goes_on_from_nothing()
    {
        var folder = Store.Begin(_node, 3);
        Assert.Equal(Path.Combine(Store.Root, "work", _node.Key, "3"), folder.Path);
        Assert.Equal(folder.Path, Store.WorkFolder(_node.Key, 3).Path);
        Assert.Equal(["resume/attempts.json"], MadeCheckpoint.Files(folder));
        Assert.Equal(1, Attempts.Read(folder).Count);
        Assert.False(Directory.Exists(Store.Folder(_node.Key).Path));
    }

    [Fact]
    public void A_new_owner_goes_on_from_the_newest_whole_checkpoint_with_the_curves_up_to_it()
    {
        var old = Store.Begin(_node, 1);
        MadeCheckpoint.Write(old, 100, curves: "a\n");
        var newer = Store.Begin(_node, 2);
        MadeCheckpoint.Write(newer, 200, curves: "a\nb\n");
        File.AppendAllText(newer.Metrics, "c\n");
        Directory.CreateDirectory(Path.Combine(newer.Resume, "step-000000300.tmp"));
        Directory.CreateDirectory(Path.Combine(newer.Resume, "step-000000090.removed.tmp"));
        new Attempts(2, 50).Write(newer);

        var taken = Store.Begin(_node, 5);

        Assert.Equal(["metrics.jsonl", "resume/attempts.json", "resume/step-000000200/model.safetensors", "resume/step-000000200/state.json"], MadeCheckpoint.Files(taken));
        Assert.Equal("a\nb\n", File.ReadAllText(taken.Metrics));
        Assert.Equal(new Attempts(3, 50), Attempts.Read(taken));
        Assert.Equal("a\nb\nc\n", File.ReadAllText(newer.Metrics));
        Assert.Empty(_temporary.Log);
    }

    [Fact]
    public void What_pivot_run_left_is_gone_on_from_and_left_there()
    {
        var own = Store.Begin(_node);
        MadeCheckpoint.Write(own, 7, curves: "a\n");
        var taken = Store.Begin(_node, 1);
        Assert.Equal("a\n", File.ReadAllText(taken.Metrics));
        Assert.True(File.Exists(Path.Combine(taken.Resume, "step-000000007", "state.json")));
        Assert.True(File.Exists(Path.Combine(own.Resume, "step-000000007", "state.json")));
        Assert.Equal(2, Attempts.Read(taken).Count);
    }

    [Fact]
    public void The_same_epoch_begun_twice_keeps_its_own_checkpoint_and_drops_partial_results()
    {
        MadeCheckpoint.Write(Store.Begin(_node, 1), 900, curves: "x\n");
        var folder = Store.Begin(_node, 2);
        Directory.Delete(Path.Combine(folder.Resume, "step-000000900"), recursive: true);
        MadeCheckpoint.Write(folder, 100, curves: "own\n");
        File.WriteAllText(folder.Scores, "{}");

        Store.Begin(_node, 2);

        Assert.Equal(["metrics.jsonl", "resume/attempts.json", "resume/step-000000100/model.safetensors", "resume/step-000000100/state.json"], MadeCheckpoint.Files(folder));
        Assert.Equal("own\n", File.ReadAllText(folder.Metrics));
        Assert.Equal(3, Attempts.Read(folder).Count);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_taken_gives_way_to_the_next_older_one()
    {
        MadeCheckpoint.Write(Store.Begin(_node, 1), 100, curves: "a\n");
        var damaged = Store.Begin(_node, 2);
        MadeCheckpoint.Write(damaged, 200, curves: "a\nb\n");
        File.Delete(Path.Combine(damaged.Resume, "step-000000200", "state.json"));
        var cut = Store.Begin(_node, 3);
        MadeCheckpoint.Write(cut, 300, curves: "a\nb\nc\n");
        File.WriteAllText(cut.Metrics, "");

        var taken = Store.Begin(_node, 4);

        Assert.Equal(["metrics.jsonl", "resume/attempts.json", "resume/step-000000100/model.safetensors", "resume/step-000000100/state.json"], MadeCheckpoint.Files(taken));
        Assert.Equal("a\n", File.ReadAllText(taken.Metrics));
        Assert.True(_temporary.Log.Count >= 2);
    }

    [Fact]
    public void A_zombie_neither_changes_nor_stops_what_the_new_owner_has()
    {
        var zombie = Store.Begin(_node, 1);
        MadeCheckpoint.Write(zombie, 100, curves: "a\n");
        var owner = Store.Begin(_node, 2);

        // It wakes, goes on, saves a later checkpoint and removes the one that was taken over.
        File.AppendAllText(zombie.Metrics, "zombie\n");
        MadeCheckpoint.Write(zombie, 200, curves: "a\nzombie\n");
        Directory.Delete(Path.Combine(zombie.Resume, "step-000000100"), recursive: true);

        Assert.Equal("a\n", File.ReadAllText(owner.Metrics));
        Assert.Equal("model 100", File.ReadAllText(Path.Combine(owner.Resume, "step-000000100", "model.safetensors")));

        MadeCheckpoint.Finish(owner);
        Store.Commit(_node, owner, 2, TestPlans.Host);
        Assert.False(Directory.Exists(zombie.Path));
        // It writes on into a folder that is gone, and is refused or writes into nothing that anybody reads.
        Assert.ThrowsAny<IOException>(() => zombie.AppendMetrics([]));
        new Attempts(1, 1).Write(zombie);
        Assert.NotNull(Store.Find(_node.Key));
        Store.Abandon(_node.Key, 1);
        Assert.False(Directory.Exists(Path.Combine(Store.Root, "work", _node.Key)));
    }

    [Fact]
    public void An_abandoned_attempt_stays_as_long_as_nobody_has_the_result()
    {
        var folder = Store.Begin(_node, 1);
        Store.Abandon(_node.Key, 1);
        Assert.True(Directory.Exists(folder.Path));
    }

    [Fact]
    public void A_commit_leaves_the_folder_of_a_later_owner()
    {
        var (early, late) = (Store.Begin(_node, 1), Store.Begin(_node, 2));
        MadeCheckpoint.Finish(early);
        Store.Commit(_node, early, 1, TestPlans.Host);
        Assert.True(Directory.Exists(late.Path));
        Assert.False(Directory.Exists(early.Path));
    }

    [Fact]
    public void A_stage_that_is_not_whole_makes_room_and_takes_nothing_along()
    {
        var left = Store.Begin(_node);
        File.WriteAllText(left.Items, "half");
        MadeCheckpoint.Write(left, 5, curves: "a\n");
        var folder = Store.Begin(_node, 1);
        MadeCheckpoint.Finish(folder);
        var done = Store.Commit(_node, folder, 1, TestPlans.Host);
        Assert.Equal(["manifest.json", "metrics.jsonl", "scores.json", "stage.json"], MadeCheckpoint.Files(done.Folder));
        Assert.Equal(2, StageDescription.Read(done.Folder).Attempts);
    }

    [Fact]
    public async Task A_commit_waits_for_the_lock_of_a_pivot_run_and_takes_its_result()
    {
        var folder = Store.Begin(_node, 1);
        MadeCheckpoint.Finish(folder);
        using var begun = new ManualResetEventSlim();
        var other = Task.Run(() =>
        {
            var store = _temporary.Another();
            using var held = store.TryLock(_node.Key);
            begun.Set();
            Thread.Sleep(500);
            var own = store.Begin(_node);
            MadeCheckpoint.Finish(own);
            store.Commit(_node, own, 77, TestPlans.Host);
        }, TestContext.Current.CancellationToken);
        begun.Wait(TestContext.Current.CancellationToken);
        var done = Store.Commit(_node, folder, 1, TestPlans.Host);
        await other;
        Assert.Equal((77, 77), (done.Seconds, Store.Find(_node.Key)!.Seconds));
    }

    [Fact]
    public async Task Whoever_begins_while_another_saves_and_removes_gets_a_whole_checkpoint()
    {
        var zombie = Store.Begin(_node, 1);
        MadeCheckpoint.Write(zombie, 1, curves: "line\n");
        using var stop = new CancellationTokenSource();
        var saving = Task.Run(() =>
        {
            for (var step = 2; !stop.IsCancellationRequested; step++)
            {
                File.AppendAllText(zombie.Metrics, "line\n");
                MadeCheckpoint.Write(zombie, step, curves: null);
                MadeCheckpoint.Remove(zombie, step - 1);
            }
        }, TestContext.Current.CancellationToken);
        for (var epoch = 2; epoch < 60; epoch++)
        {
            var taken = Store.Begin(TestPlans.Node("post"), epoch);
            // Every one whole: the model is that of its step and the curves end where the step says.
            foreach (var path in Directory.GetDirectories(taken.Resume))
            {
                var step = int.Parse(Path.GetFileName(path)["step-".Length..]);
                Assert.Equal($"model {step}", File.ReadAllText(Path.Combine(path, "model.safetensors")));
                Assert.Equal(5 * step, new FileInfo(taken.Metrics).Length);
            }
            Assert.NotEmpty(Directory.GetDirectories(taken.Resume));
        }
        await stop.CancelAsync();
        await saving;
    }
}
