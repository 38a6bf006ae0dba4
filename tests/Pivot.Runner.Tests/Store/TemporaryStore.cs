using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store;

/// <summary>A store in a folder of its own, removed at the end, that remembers what it logged.</summary>
public sealed class TemporaryStore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pivot-store-");

    public TemporaryStore() => Store = Another();

    public ArtifactStore Store { get; }

    public List<string> Log { get; } = [];

    public string Path => _folder.FullName;

    /// <summary>The same folder, as another process would see it.</summary>
    public ArtifactStore Another() => new(_folder.FullName, line =>
    {
        lock (Log) Log.Add(line);
    });

    public void Dispose() => _folder.Delete(recursive: true);
}
