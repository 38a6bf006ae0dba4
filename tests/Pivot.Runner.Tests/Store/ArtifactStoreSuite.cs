using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store;

/// <summary>What holds of a store wherever it keeps its stages.</summary>
public abstract class ArtifactStoreSuite
{
    private readonly PlanNode _node = TestPlans.Node("post");

    /// <summary>A store of the test's own.</summary>
    protected abstract ArtifactStore Store { get; }

    /// <summary>What it said.</summary>
    protected abstract IReadOnlyList<string> Log { get; }

    /// <summary>A store with nothing in it.</summary>
    protected abstract ArtifactStore Empty();

    /// <summary>Alters a file of a finished stage where the store has it for good; null as the result removes it.</summary>
    protected abstract void Damage(string key, string name, Func<byte[], byte[]?> alter);

    private StageFolder Folder => Store.Folder(_node.Key);

    [Fact]
    public void A_committed_stage_is_found_with_its_seconds()
    {
        Commit();
        var found = Store.Find(_node.Key);
        Assert.Equal(12.5, found!.Seconds);
        Assert.Equal(Folder.Path, found.Folder.Path);
        Assert.Empty(Log);
    }

    [Fact]
    public void What_was_never_done_is_not_found_and_not_worth_a_line()
    {
        Assert.Null(Store.Find(_node.Key));
        Store.Begin(_node);
        Assert.Null(Store.Find(_node.Key));
        Assert.Empty(Log);
    }

    [Theory]
    [InlineData("scores.json")]
    [InlineData("checkpoint/model.safetensors")]
    [InlineData("stage.json")]
    public void A_flipped_byte_undoes_the_stage_even_where_size_and_time_are_as_before(string name)
    {
        Commit();
        Damage(_node.Key, name, bytes =>
        {
            bytes[bytes.Length / 2] ^= 1;
            return bytes;
        });
        Assert.Null(Store.Find(_node.Key));
        Assert.Contains($"{name} was altered", Assert.Single(Log));
    }

    [Fact]
    public void A_cut_file_undoes_the_stage()
    {
        Commit();
        Damage(_node.Key, "scores.json", bytes => bytes[..^1]);
        Assert.Null(Store.Find(_node.Key));
        Assert.Contains("scores.json", Assert.Single(Log));
        Assert.Empty(Store.FindAll([_node.Key]));
    }

    [Fact]
    public void A_missing_file_undoes_the_stage()
    {
        Commit();
        Damage(_node.Key, "scores.json", _ => null);
        Assert.Empty(Store.FindAll([_node.Key]));
        Assert.Null(Store.Find(_node.Key));
        Assert.All(Log, line => Assert.Contains("scores.json is missing", line));
    }

    [Fact]
    public void Without_its_manifest_a_stage_is_not_done()
    {
        Commit();
        Damage(_node.Key, Manifest.FileName, _ => null);
        Assert.Null(Store.Find(_node.Key));
        Assert.Empty(Store.Finished([_node.Key]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void A_cut_manifest_undoes_the_stage(int length)
    {
        Commit();
        Damage(_node.Key, Manifest.FileName, bytes => bytes[..length]);
        Assert.Null(Store.Find(_node.Key));
        Assert.Contains("is", Assert.Single(Log));
    }

    [Fact]
    public void A_damaged_stage_is_done_again_and_found_again()
    {
        Commit();
        Damage(_node.Key, "scores.json", bytes => bytes[..^1]);
        Assert.Null(Store.Find(_node.Key));
        Commit();
        Assert.NotNull(Store.Find(_node.Key));
        Assert.Single(Store.FindAll([_node.Key]));
    }

    [Fact]
    public void A_work_folder_becomes_the_stage()
    {
        var folder = Store.Begin(_node, 7);
        Fill(folder);
        Assert.Null(Store.Find(_node.Key));
        Assert.Equal(5, Store.Commit(_node, folder, 5, TestPlans.Host).Seconds);
        Assert.Equal(5, Store.Find(_node.Key)!.Seconds);
        Assert.Equal(["checkpoint/model.safetensors", "manifest.json", "metrics.jsonl", "scores.json", "stage.json"], Files());
        Assert.False(Directory.Exists(Path.Combine(Store.Root, "work", _node.Key)));
    }

    [Fact]
    public void Two_owners_that_both_commit_leave_the_first_result()
    {
        var (first, second) = (Store.Begin(_node, 1), Store.Begin(_node, 2));
        Fill(first);
        Fill(second);
        Store.Commit(_node, first, 1, TestPlans.Host);
        Assert.Equal(1, Store.Commit(_node, second, 2, TestPlans.Host).Seconds);
        Assert.Equal(1, Store.Find(_node.Key)!.Seconds);
        Assert.False(Directory.Exists(Path.Combine(Store.Root, "work", _node.Key)));
    }

    [Fact]
    public void A_second_attempt_finds_resume_and_curves_and_nothing_else()
    {
        Begin();
        Directory.CreateDirectory(Folder.Resume);
        File.WriteAllText(Path.Combine(Folder.Resume, "step-100.bin"), "state");

        Store.Begin(_node);

        Assert.Equal(["metrics.jsonl", "resume/attempts.json", "resume/step-100.bin"], Files());
        Assert.Equal(2, Attempts.Read(Folder).Count);
    }

    [Fact]
    public void Without_a_checkpoint_the_curves_begin_anew_too()
    {
        Begin();
        Store.Begin(_node);
        Assert.Equal(["resume/attempts.json"], Files());
    }

    [Fact]
    public void Doing_a_damaged_stage_again_begins_with_an_empty_folder()
    {
        Commit();
        Store.Begin(_node);
        Assert.Equal(["resume/attempts.json"], Files());
        Assert.Equal(1, Attempts.Read(Folder).Count);
    }

    [Fact]
    public void The_manifest_lists_every_file_and_resume_is_gone()
    {
        Commit();
        var manifest = Manifest.Read(Folder, out var fault);
        Assert.Null(fault);
        Assert.Equal(["checkpoint/model.safetensors", "metrics.jsonl", "scores.json", "stage.json"], manifest!.Files.Select(f => f.Path));
        Assert.False(Directory.Exists(Folder.Resume));
        // sha256 of the three bytes 1 2 3, from sha256sum.
        Assert.Equal("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81", manifest.Files[0].Sha256);
        Assert.Equal(3, manifest.Files[0].Size);
    }

    [Fact]
    public void The_description_says_what_was_asked_where_and_how_often_it_was_tried()
    {
        Begin();
        Store.Begin(_node);
        Fill();
        Store.Commit(_node, Folder, 3, TestPlans.Host);
        var description = StageDescription.Read(Folder);
        Assert.Equal(("sft", 1, 0L, "d1", 2), (description.Kind, description.Version, description.Seed, description.DataDigest, description.Attempts));
        Assert.Equal(TestPlans.Host, description.Host);
        Assert.Equal(_node.Data, description.Data);
    }

    [Fact]
    public void A_leftover_of_a_kill_between_manifest_and_clean_up_does_not_undo_the_stage()
    {
        Commit();
        Directory.CreateDirectory(Folder.Resume);
        File.WriteAllText(Path.Combine(Folder.Resume, "step-100.bin"), "state");
        Assert.NotNull(Store.Find(_node.Key));
    }

    [Fact]
    public void Many_are_looked_for_at_once()
    {
        var nodes = Enumerable.Range(0, 20).Select(i => TestPlans.Node($"n{i}")).ToArray();
        foreach (var node in nodes.Take(15))
        {
            var folder = Store.Begin(node);
            folder.WriteScores(new Dictionary<string, double> { ["accuracy"] = 0.5 });
            Store.Commit(node, folder, 1, TestPlans.Host);
        }
        var found = Store.FindAll(nodes.Select(n => n.Key).Append(nodes[0].Key));
        Assert.Equal(nodes.Take(15).Select(n => n.Key).Order(), found.Keys.Order());
        Assert.Equal(found.Keys.Order(), Store.Finished(nodes.Select(n => n.Key)).Order());
        Store.Begin(nodes[0]); // begun again: its folder is there, its manifest is not; in a bucket it still is
        var left = Store.Remote is null ? 14 : 15;
        Assert.Equal(left, Store.Finished(nodes.Select(n => n.Key)).Count);
        Assert.Equal(left, Store.FindAll(nodes.Select(n => n.Key)).Count);
        Assert.Empty(Empty().FindAll(nodes.Select(n => n.Key)));
    }

    private void Begin()
    {
        Store.Begin(_node);
        Fill();
    }

    private void Fill() => Fill(Folder);

    private static void Fill(StageFolder folder)
    {
        folder.WriteScores(new Dictionary<string, double> { ["accuracy"] = 0.81 });
        folder.AppendMetrics(new() { ["step"] = 1, ["loss"] = 2.0 });
        Directory.CreateDirectory(folder.Checkpoint);
        File.WriteAllBytes(Path.Combine(folder.Checkpoint, "model.safetensors"), [1, 2, 3]);
    }

    private void Commit()
    {
        Begin();
        Store.Commit(_node, Folder, 12.5, TestPlans.Host);
    }

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder.Path, f)).Order();
}
