using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store.Remote;

/// <summary>The suite against a real S3-compatible server. Damage is done in the bucket, and the cache is emptied.</summary>
public sealed class ArtifactStoreInS3Tests : ArtifactStoreSuite, IDisposable
{
    private readonly TemporaryBucket _temporary = new();

    public ArtifactStoreInS3Tests() => Store = _temporary.Host("one");

    protected override ArtifactStore Store { get; }

    protected override IReadOnlyList<string> Log => _temporary.Log;

    public void Dispose() => _temporary.Dispose();

    protected override ArtifactStore Empty()
    {
        using var other = new TemporaryBucket();
        return other.Host("none");
    }

    protected override void Damage(string key, string name, Func<byte[], byte[]?> alter)
    {
        var path = _temporary.FileOf($"stages/{key}/", "/" + name);
        if (alter(File.ReadAllBytes(path)) is { } altered) File.WriteAllBytes(path, altered);
        else File.Delete(path);
        Directory.Delete(Store.Folder(key).Path, recursive: true);
    }
}
