using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store.Remote;

/// <summary>
/// The process that <see cref="KilledUploadTests"/> kills: this assembly again, asked for this one test, which nobody else runs. It commits a stage
/// of 400 MB to the store that its environment names.
/// </summary>
public sealed class KilledUpload
{
    public const string Variable = "PIVOT_TEST_KILLED_UPLOAD";
    private const int Files = 48;

    [Fact(Explicit = true)]
    public void Commits_a_large_stage()
    {
        var store = ArtifactStore.Open(Environment.GetEnvironmentVariable(Variable));
        var node = TestPlans.Node("post");
        var folder = store.Begin(node, 1);
        MadeCheckpoint.Write(folder, 100, curves: "a\n");
        MadeCheckpoint.Finish(folder);
        Directory.CreateDirectory(folder.Checkpoint);
        var content = new byte[7 << 20];
        for (var i = 0; i < Files; i++) File.WriteAllBytes(Path.Combine(folder.Checkpoint, $"model-{i:d2}.safetensors"), content);
        File.WriteAllBytes(Path.Combine(folder.Checkpoint, "model-large.safetensors"), new byte[64 << 20]);
        store.Commit(node, folder, 1, TestPlans.Host);
    }
}
