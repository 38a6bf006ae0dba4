using Pivot.Runner.Store;
using Pivot.Runner.Store.Remote;

namespace Pivot.Runner.Tests.Store.Remote;

/// <summary>A store under a prefix of its own in the tests' bucket, and as many hosts with caches of their own as are asked for.</summary>
public sealed class TemporaryBucket : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pivot-hosts-");

    public S3Server Server { get; } = S3Server.Get();

    public string Prefix { get; } = $"{Guid.NewGuid():n}/";

    public List<string> Log { get; } = [];

    /// <summary>The store as a host sees it whose cache is new.</summary>
    public ArtifactStore Host(string name, long limit = 1L << 40) => new(Path.Combine(_folder.FullName, name), line =>
    {
        lock (Log) Log.Add(line);
    }, new RemoteStore(Server.Open(Prefix), limit));

    /// <summary>Names of the objects below a name, behind the store's prefix.</summary>
    public IReadOnlyList<string> Objects(string prefix = "") => [.. Server.Open(Prefix).List(prefix).Select(o => o.Name).Order(StringComparer.Ordinal)];

    /// <summary>The server's file of the one object whose name begins and ends so.</summary>
    public string FileOf(string begin, string end) => Server.FileOf(Prefix + Objects(begin).Single(n => n.EndsWith(end, StringComparison.Ordinal)));

    public void Dispose() => _folder.Delete(recursive: true);
}
