using System.Text.Json;

namespace Pivot.Runner.Store.Remote;

/// <summary>Finished stages in the bucket, seen from one cache.</summary>
/// <param name="folders">Where they are.</param>
/// <param name="cache">The cache's folder.</param>
/// <param name="log">Told what is not whole.</param>
internal sealed class RemoteStages(RemoteFolders folders, string cache, Action<string> log)
{
    private const int AtOnce = 16;
    // Up to here it is cheaper to ask for each than to list all there are.
    private const int FewKeys = 64;

    /// <summary>Those of many stages that are in the bucket, their files not looked at.</summary>
    public IEnumerable<string> Finished(IReadOnlyCollection<string> keys)
    {
        var candidates = keys;
        if (keys.Count > FewKeys)
        {
            var there = folders.Names().ToHashSet();
            candidates = [.. keys.Where(there.Contains)];
        }
        return Together.Select(candidates, AtOnce, key => (Key: key, IsThere: folders.Exists(key))).Where(k => k.IsThere).Select(k => k.Key);
    }

    /// <summary>
    /// Those of many stages that are in the bucket with every file in its size. Nothing but <c>stage.json</c> is brought here: a plan that is done
    /// may hold more than this machine can, and who needs a stage's files gets them through <see cref="Download"/>.
    /// </summary>
    public IReadOnlyList<CompletedStage> Peek(IReadOnlyCollection<string> keys, Func<string, StageFolder> folder) =>
        [.. Together.Select(keys, AtOnce, key => Read(key, manifest =>
        {
            if (folders.Fault(key, manifest) is { } fault) throw new IOException(fault);
            var description = StageDescription.Read(folders.File(key, manifest, StageDescription.FileName) ?? throw new IOException($"{StageDescription.FileName} is missing or was altered"));
            return new CompletedStage(key, folder(key)) { Seconds = description.Seconds };
        })).OfType<CompletedStage>()];

    /// <summary>Brings a stage here, into a folder of its own, every digest compared; null where it is not there or not whole.</summary>
    public StageFolder? Download(string key) => Read(key, manifest =>
    {
        var folder = new StageFolder(Path.Combine(cache, "tmp", Guid.NewGuid().ToString("n")));
        try
        {
            Directory.CreateDirectory(folder.Path);
            if (folders.Download(key, manifest, folder.Path) is { } fault)
            {
                // Remembered, so that a plan that is only peeked at does not take it for done again and again.
                AtomicFile.Write(MarkOf(key), manifest.Upload);
                throw new IOException(fault);
            }
            if (StageDescription.Read(folder).Key is var stated && stated != key) throw new IOException($"it belongs to stage {stated}");
            new Manifest(key, manifest.Files).Write(folder);
            return folder;
        }
        catch
        {
            if (Directory.Exists(folder.Path)) Directory.Delete(folder.Path, recursive: true);
            throw;
        }
    });

    /// <summary>Writes a stage to the bucket unless it is whole there.</summary>
    public void Upload(string key, StageFolder folder, Manifest manifest)
    {
        // Somebody else's upload of the same key holds the same content: one that is whole stays.
        if (Read(key, there => folders.Fault(key, there) is null ? there : null) is not null) return;
        folders.Upload(key, folder.Path, manifest.Files);
    }

    private T? Read<T>(string key, Func<RemoteManifest, T?> use) where T : class
    {
        try
        {
            if (folders.Manifest(key) is not { } manifest) return null;
            return File.Exists(MarkOf(key)) && File.ReadAllText(MarkOf(key)) == manifest.Upload ? null : use(manifest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            log($"stage {key} in the bucket is not whole: {e.Message}; it will be done again");
            return null;
        }
    }

    private string MarkOf(string key) => Path.Combine(cache, "damaged", key);
}
