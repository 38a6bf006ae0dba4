using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store;

public sealed class ArtifactStoreTests : IDisposable
{
    private readonly TemporaryStore _temporary = new();
    private readonly PlanNode _node = TestPlans.Node("post");

    private ArtifactStore Store => _temporary.Store;

    private StageFolder Folder => Store.Folder(_node.Key);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_committed_stage_is_found_with_its_seconds()
    {
        Commit();
        var found = Store.Find(_node.Key);
        Assert.Equal(12.5, found!.Seconds);
        Assert.Equal(Folder.Path, found.Folder.Path);
        Assert.Empty(_temporary.Log);
    }

    [Fact]
    public void What_was_never_done_is_not_found_and_not_worth_a_line()
    {
        Assert.Null(Store.Find(_node.Key));
        Store.Begin(_node);
        Assert.Null(Store.Find(_node.Key));
        Assert.Empty(_temporary.Log);
    }

    [Theory]
    [InlineData("scores.json")]
    [InlineData("checkpoint/model.safetensors")]
    [InlineData("stage.json")]
    public void A_flipped_byte_undoes_the_stage_even_where_size_and_time_are_as_before(string name)
    {
        Commit();
        var path = Path.Combine(Folder.Path, name);
        var time = File.GetLastWriteTimeUtc(path);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, time);

        Assert.Null(Store.Find(_node.Key));
        Assert.Contains($"{name} was altered", Assert.Single(_temporary.Log));
    }

    [Fact]
    public void A_cut_file_undoes_the_stage()
    {
        Commit();
        using (var file = File.OpenWrite(Folder.Scores)) file.SetLength(file.Length - 1);
        Assert.Null(Store.Find(_node.Key));
        Assert.Contains("scores.json has", Assert.Single(_temporary.Log));
    }

    [Fact]
    public void A_missing_file_undoes_the_stage()
    {
        Commit();
        File.Delete(Folder.Scores);
        Assert.Null(Store.Find(_node.Key));
        Assert.Contains("scores.json is missing", Assert.Single(_temporary.Log));
    }

    [Fact]
    public void Without_its_manifest_a_stage_is_not_done()
    {
        Commit();
        File.Delete(ManifestPath);
        Assert.Null(Store.Find(_node.Key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void A_cut_manifest_undoes_the_stage(int length)
    {
        Commit();
        using (var file = File.OpenWrite(ManifestPath)) file.SetLength(length);
        Assert.Null(Store.Find(_node.Key));
        Assert.Contains("manifest.json is damaged", Assert.Single(_temporary.Log));
    }

    [Fact]
    public void A_folder_copied_under_another_key_is_not_that_stage()
    {
        Commit();
        var other = TestPlans.Key("other");
        Directory.Move(Folder.Path, Store.Folder(other).Path);
        Assert.Null(Store.Find(other));
        Assert.Contains($"belongs to stage {_node.Key}", Assert.Single(_temporary.Log));
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
        Store.Begin(nodes[0]); // begun again: its folder is there, its manifest is not
        Assert.Equal(14, Store.Finished(nodes.Select(n => n.Key)).Count);
        Assert.Equal(14, Store.FindAll(nodes.Select(n => n.Key)).Count);
        Assert.Empty(new ArtifactStore(Path.Combine(_temporary.Path, "none")).FindAll(nodes.Select(n => n.Key)));
    }

    [Fact]
    public void A_store_that_cannot_be_written_makes_the_host_unfit()
    {
        var file = Path.Combine(_temporary.Path, "a-file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<HostException>(() => new ArtifactStore(Path.Combine(file, "store")).RequireWritable());
        Assert.Contains("--store", error.Message);
    }

    private string ManifestPath => Path.Combine(Folder.Path, Manifest.FileName);

    private void Begin()
    {
        Store.Begin(_node);
        Fill();
    }

    private void Fill()
    {
        Folder.WriteScores(new Dictionary<string, double> { ["accuracy"] = 0.81 });
        Folder.AppendMetrics(new() { ["step"] = 1, ["loss"] = 2.0 });
        Directory.CreateDirectory(Folder.Checkpoint);
        File.WriteAllBytes(Path.Combine(Folder.Checkpoint, "model.safetensors"), [1, 2, 3]);
    }

    private void Commit()
    {
        Begin();
        Store.Commit(_node, Folder, 12.5, TestPlans.Host);
    }

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder.Path, f)).Order();
}
