using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store.Remote;

/// <summary>Hosts with caches of their own that share a bucket.</summary>
public sealed class SharedBucketTests : IDisposable
{
    private readonly TemporaryBucket _bucket = new();
    private readonly PlanNode _node = TestPlans.Node("post");

    public void Dispose() => _bucket.Dispose();

    [Fact]
    public void What_one_host_commits_another_finds_whole()
    {
        Commit(_bucket.Host("one"), _node, seconds: 12.5, bytes: 1000);
        var other = _bucket.Host("two");
        Assert.Equal([_node.Key], other.Finished([_node.Key, TestPlans.Key("none")]));
        var peeked = other.FindAll([_node.Key]).Values.Single();
        Assert.Equal(12.5, peeked.Seconds);
        Assert.False(Directory.Exists(peeked.Folder.Path)); // nothing was brought here for a look
        var found = other.Find(_node.Key)!;
        Assert.Equal(12.5, found.Seconds);
        Assert.Equal(1000, new FileInfo(Path.Combine(found.Folder.Checkpoint, "model.safetensors")).Length);
        Assert.Empty(_bucket.Log);
        Assert.Empty(Directory.GetDirectories(Path.Combine(other.Root, "tmp")));
    }

    [Fact]
    public void A_large_file_goes_in_parts_and_comes_back_the_same()
    {
        Commit(_bucket.Host("one"), _node, bytes: (40 << 20) + 17);
        var found = _bucket.Host("two").Find(_node.Key)!;
        Assert.Equal((40 << 20) + 17, new FileInfo(Path.Combine(found.Folder.Checkpoint, "model.safetensors")).Length);
    }

    [Fact]
    public async Task Two_hosts_that_write_one_key_leave_one_whole_stage()
    {
        var committing = Enumerable.Range(0, 4).Select(i => Task.Run(() => Commit(_bucket.Host($"h{i}"), _node, seconds: i, bytes: 300_000))).ToArray();
        await Task.WhenAll(committing);
        Assert.NotNull(_bucket.Host("reader").Find(_node.Key));
        Assert.Single(_bucket.Objects($"stages/{_node.Key}/"), n => n == $"stages/{_node.Key}/manifest.json");
        Assert.Empty(_bucket.Log);
    }

    [Fact]
    public async Task Threads_that_need_one_stage_at_once_all_get_it()
    {
        Commit(_bucket.Host("one"), _node, bytes: 300_000);
        var two = _bucket.Host("two");
        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => two.Find(_node.Key))));
        Assert.All(found, Assert.NotNull);
        Assert.Empty(_bucket.Log);
    }

    [Fact]
    public void Damage_in_the_bucket_is_told_once_and_the_stage_is_done_again()
    {
        Commit(_bucket.Host("one"), _node, bytes: 1000);
        var file = _bucket.FileOf("stages/", "/checkpoint/model.safetensors");
        var bytes = File.ReadAllBytes(file);
        bytes[500] ^= 1;
        File.WriteAllBytes(file, bytes);

        var two = _bucket.Host("two");
        Assert.Null(two.Find(_node.Key));
        Assert.Contains("checkpoint/model.safetensors was altered", Assert.Single(_bucket.Log));
        Assert.Empty(two.FindAll([_node.Key])); // remembered: a look compares sizes, which agree
        Commit(two, _node, seconds: 2, bytes: 1000);
        Assert.Equal(2, _bucket.Host("three").Find(_node.Key)!.Seconds);
    }

    [Fact]
    public void A_damaged_cache_is_mended_from_the_bucket()
    {
        var one = _bucket.Host("one");
        Commit(one, _node, bytes: 1000);
        File.WriteAllText(one.Folder(_node.Key).Scores, "{}");
        Assert.NotNull(one.Find(_node.Key));
        Assert.Contains("scores.json", Assert.Single(_bucket.Log));
        Assert.NotEqual("{}", File.ReadAllText(one.Folder(_node.Key).Scores));
    }

    [Fact]
    public void A_manifest_cannot_name_a_file_outside_its_folder()
    {
        Commit(_bucket.Host("one"), _node, bytes: 10);
        var file = _bucket.FileOf($"stages/{_node.Key}/manifest", ".json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("scores.json", "../../escaped"));
        var two = _bucket.Host("two");
        Assert.Null(two.Find(_node.Key));
        Assert.Contains("../../escaped", Assert.Single(_bucket.Log));
    }

    [Fact]
    public void A_checkpoint_goes_to_the_bucket_once_and_another_host_goes_on_from_it()
    {
        var one = _bucket.Host("one");
        var folder = one.Begin(_node, 1);
        one.SaveCheckpoint(_node.Key, folder);
        Assert.Empty(_bucket.Objects());
        MadeCheckpoint.Write(folder, 100, curves: "a\n");
        one.SaveCheckpoint(_node.Key, folder);
        File.AppendAllText(folder.Metrics, "b\n");
        MadeCheckpoint.Write(folder, 200, curves: null);
        new Attempts(4, 60).Write(folder);
        one.SaveCheckpoint(_node.Key, folder);
        var saved = _bucket.Objects("checkpoints/");
        Assert.All(saved, n => Assert.StartsWith($"checkpoints/{_node.Key}/1/step-000000200/", n));
        one.SaveCheckpoint(_node.Key, folder);
        Assert.Equal(saved, _bucket.Objects("checkpoints/"));

        var two = _bucket.Host("two");
        var taken = two.Begin(_node, 2);
        Assert.Equal(["metrics.jsonl", "resume/attempts.json", "resume/step-000000200/model.safetensors", "resume/step-000000200/state.json"], MadeCheckpoint.Files(taken));
        Assert.Equal("a\nb\n", File.ReadAllText(taken.Metrics));
        Assert.Equal(new Attempts(5, 60), Attempts.Read(taken));

        MadeCheckpoint.Finish(taken);
        two.Commit(_node, taken, 70, TestPlans.Host);
        Assert.Empty(_bucket.Objects("checkpoints/"));
        Assert.Equal(70, one.Find(_node.Key)!.Seconds);
        Assert.Empty(_bucket.Log);
    }

    [Fact]
    public void A_checkpoint_damaged_in_the_bucket_gives_way_to_an_older_one()
    {
        var one = _bucket.Host("one");
        foreach (var (epoch, step) in new[] { (1, 100), (2, 200) })
        {
            var folder = one.Begin(_node, epoch);
            MadeCheckpoint.Write(folder, step, curves: "a\n");
            one.SaveCheckpoint(_node.Key, folder);
        }
        File.WriteAllText(_bucket.FileOf($"checkpoints/{_node.Key}/2/", "model.safetensors"), "mudel 200");
        var taken = _bucket.Host("two").Begin(_node, 3);
        Assert.True(Directory.Exists(Path.Combine(taken.Resume, "step-000000100")));
        Assert.False(Directory.Exists(Path.Combine(taken.Resume, "step-000000200")));
        Assert.Contains("not whole", Assert.Single(_bucket.Log));
    }

    [Fact]
    public void A_run_written_on_one_host_is_read_on_another()
    {
        var (one, two) = (_bucket.Host("one"), _bucket.Host("two"));
        var run = one.Run(TestPlans.Plan(_node));
        Assert.False(two.PullRun(run.Name));
        Directory.CreateDirectory(run.Figures);
        File.WriteAllText(run.Report, "first");
        File.WriteAllText(Path.Combine(run.Figures, "a.svg"), "<svg/>");
        one.PushRun(run);
        File.WriteAllText(run.Report, "second");
        one.PushRun(run);
        Assert.Equal([run.Name], two.RemoteRuns());
        Assert.Equal(3, _bucket.Objects("runs/").Count);

        Assert.True(two.PullRun(run.Name));
        var pulled = new RunFolder(Path.Combine(two.Runs, run.Name));
        Assert.Equal("second", File.ReadAllText(pulled.Report));
        Assert.True(File.Exists(Path.Combine(pulled.Figures, "a.svg")));
    }

    [Fact]
    public void Half_uploads_are_removed_when_they_are_old_and_nothing_else_is()
    {
        var one = _bucket.Host("one");
        Commit(one, _node, bytes: 10);
        var whole = _bucket.Objects();
        var half = _bucket.Server.Open(_bucket.Prefix);
        half.Put($"stages/{_node.Key}/0123/scores.json", [1]);
        half.Put($"stages/{TestPlans.Key("other")}/4567/checkpoint/model.safetensors", [1]);
        half.Put($"checkpoints/{_node.Key}/3/step-000000007/89ab/resume/step-000000007/state.json", [1]);
        Assert.Equal(0, one.Remote!.RemoveHalfUploads(TimeSpan.FromDays(1)));
        Assert.Equal(whole.Count + 3, _bucket.Objects().Count);
        Assert.Equal(3, one.Remote.RemoveHalfUploads(TimeSpan.FromSeconds(-5)));
        Assert.Equal(whole, _bucket.Objects());
    }

    [Fact]
    public void More_objects_than_one_page_are_listed()
    {
        var bucket = _bucket.Server.Open(_bucket.Prefix);
        Parallel.For(0, 1100, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i => bucket.Put($"runs/r/u/{i:d4}", [1]));
        Assert.Equal(1100, _bucket.Objects("runs/").Count);
        bucket.Delete(_bucket.Objects());
        Assert.Empty(_bucket.Objects());
    }

    internal static void Commit(ArtifactStore store, PlanNode node, double seconds = 1, int bytes = 3)
    {
        var folder = store.Begin(node, 1);
        folder.WriteScores(new Dictionary<string, double> { ["accuracy"] = 0.5 });
        Directory.CreateDirectory(folder.Checkpoint);
        var content = new byte[bytes];
        new Random(node.Stage.Length).NextBytes(content);
        File.WriteAllBytes(Path.Combine(folder.Checkpoint, "model.safetensors"), content);
        store.Commit(node, folder, seconds, TestPlans.Host);
    }
}
