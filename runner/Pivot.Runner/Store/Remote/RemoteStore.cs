using System.Security.Cryptography;
using System.Text;
using Pivot.Dsl.Specs.Units;

namespace Pivot.Runner.Store.Remote;

/// <summary>
/// What a store has in object storage: <c>stages/</c>, <c>checkpoints/</c> and <c>runs/</c>. The folder of an <see cref="ArtifactStore"/> with
/// one is a cache of it.
/// </summary>
/// <param name="bucket">The bucket.</param>
/// <param name="cacheLimit">Bytes that finished stages may take in the cache.</param>
public sealed class RemoteStore(S3Bucket bucket, long cacheLimit = RemoteStore.StandardCacheLimit)
{
    private const long StandardCacheLimit = 100_000_000_000;

    /// <summary>Bucket and prefix.</summary>
    public S3Location Location => bucket.Location;

    /// <summary>Bytes that finished stages may take in the cache.</summary>
    public long CacheLimit => cacheLimit;

    /// <summary>Finished stages, by key.</summary>
    public RemoteFolders Stages { get; } = new(bucket, "stages");

    /// <summary>What interrupted trainings go on from: <c>KEY/EPOCH/step-N</c>.</summary>
    public RemoteFolders Checkpoints { get; } = new(bucket, "checkpoints") { Depth = 3 };

    /// <summary>Folders of runs, by name.</summary>
    public RemoteFolders Runs { get; } = new(bucket, "runs");

    /// <summary>A store's remote part and its cache's folder, from its name and the environment (<c>PIVOT_CACHE</c>, <c>PIVOT_CACHE_LIMIT</c>). Calls nobody yet.</summary>
    /// <exception cref="HostException">The name or the limit cannot be read.</exception>
    public static (RemoteStore Remote, string Cache) Open(string name)
    {
        var location = S3Location.Parse(name);
        var limit = StandardCacheLimit;
        if (Environment.GetEnvironmentVariable("PIVOT_CACHE_LIMIT") is { Length: > 0 } text && !ByteSize.TryRead(text, out limit, out var hint))
            throw new HostException($"PIVOT_CACHE_LIMIT={text} is no size: {hint}");
        // Two stores never share a folder: what one of them has, the other would be believed to have.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{S3Access.OfEnvironment.Shown} {location}")))[..8];
        var caches = Environment.GetEnvironmentVariable("PIVOT_CACHE") is { Length: > 0 } folder
            ? folder : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "pivot");
        return (new RemoteStore(new S3Bucket(location, S3Access.OfEnvironment), limit), Path.Combine(caches, $"{location.Bucket}-{hash}"));
    }

    /// <summary>Tries a write.</summary>
    /// <exception cref="HostException">The bucket cannot be reached or written.</exception>
    public void RequireWritable()
    {
        var trial = $".write-{Guid.NewGuid():n}";
        bucket.Put(trial, [1]);
        bucket.Delete([trial]);
    }

    /// <summary>Removes what killed uploads left behind.</summary>
    /// <param name="age">How long ago the last object of an upload must have been written.</param>
    /// <returns>Uploads removed.</returns>
    public int RemoveHalfUploads(TimeSpan age)
    {
        var before = DateTime.UtcNow - age;
        return bucket.AbortParts(before) + new[] { Stages, Checkpoints, Runs }.Sum(f => f.RemoveUnnamed(before));
    }
}
