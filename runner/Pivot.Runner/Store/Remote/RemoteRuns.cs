using System.Text.Json;

namespace Pivot.Runner.Store.Remote;

/// <summary>Folders of runs in the bucket, so that a report that one host wrote is read on another. The last one pushed is the run.</summary>
/// <param name="folders">Where they are.</param>
/// <param name="cache">The cache's folder.</param>
internal sealed class RemoteRuns(RemoteFolders folders, string cache)
{
    // A run is replaced while it is read: then there is a newer one at once.
    private const int Tries = 3;

    /// <summary>Writes a run as it is here, then removes what the bucket had of it before.</summary>
    public void Push(RunFolder run)
    {
        // Only what was whole before this one is removed: another host may be in the middle of an upload of its own.
        var replaced = Earlier(run.Name);
        folders.Upload(run.Name, run.Path, ManifestFile.Of(run.Path, f => !f.EndsWith(".tmp", StringComparison.Ordinal)));
        if (replaced is not null) folders.RemoveUpload(run.Name, replaced);
    }

    /// <summary>Brings a run here; false where the bucket has none.</summary>
    /// <exception cref="HostException">What is there is not whole.</exception>
    public bool Pull(RunFolder run)
    {
        var temporary = Path.Combine(cache, "tmp", Guid.NewGuid().ToString("n"));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (folders.Manifest(run.Name) is not { } manifest) return false;
                Directory.CreateDirectory(temporary);
                if (folders.Download(run.Name, manifest, temporary) is { } fault) throw new IOException(fault);
                if (Directory.Exists(run.Path)) Directory.Move(run.Path, temporary + ".old");
                Directory.CreateDirectory(Path.GetDirectoryName(run.Path)!);
                Directory.Move(temporary, run.Path);
                return true;
            }
            catch (Exception e) when (e is IOException or JsonException)
            {
                if (attempt == Tries) throw new HostException($"the run {run.Name} in the bucket cannot be read: {e.Message}", e);
            }
            finally
            {
                foreach (var path in new[] { temporary, temporary + ".old" })
                    if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
            }
        }
    }

    private RemoteManifest? Earlier(string name)
    {
        try
        {
            return folders.Manifest(name);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
