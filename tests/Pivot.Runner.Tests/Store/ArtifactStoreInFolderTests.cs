using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store;

/// <summary>The suite on a folder, and what holds there alone.</summary>
public sealed class ArtifactStoreInFolderTests : ArtifactStoreSuite, IDisposable
{
    private readonly TemporaryStore _temporary = new();

    protected override ArtifactStore Store => _temporary.Store;

    protected override IReadOnlyList<string> Log => _temporary.Log;

    public void Dispose() => _temporary.Dispose();

    protected override ArtifactStore Empty() => new(Path.Combine(_temporary.Path, "none"));

    // Size and time stay where the content's length does: only the digests can tell.
    protected override void Damage(string key, string name, Func<byte[], byte[]?> alter)
    {
        var path = Path.Combine(Store.Folder(key).Path, name);
        var time = File.GetLastWriteTimeUtc(path);
        if (alter(File.ReadAllBytes(path)) is not { } altered)
        {
            File.Delete(path);
            return;
        }
        File.WriteAllBytes(path, altered);
        File.SetLastWriteTimeUtc(path, time);
    }

    [Fact]
    public void A_folder_copied_under_another_key_is_not_that_stage()
    {
        var node = TestPlans.Node("post");
        Store.Begin(node).WriteScores(new Dictionary<string, double> { ["accuracy"] = 1 });
        Store.Commit(node, Store.Folder(node.Key), 1, TestPlans.Host);
        var other = TestPlans.Key("other");
        Directory.Move(Store.Folder(node.Key).Path, Store.Folder(other).Path);
        Assert.Null(Store.Find(other));
        Assert.Contains($"belongs to stage {node.Key}", Assert.Single(Log));
    }

    [Fact]
    public void A_store_that_cannot_be_written_makes_the_host_unfit()
    {
        var file = Path.Combine(_temporary.Path, "a-file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<HostException>(() => new ArtifactStore(Path.Combine(file, "store")).RequireWritable());
        Assert.Contains("--store", error.Message);
    }
}
