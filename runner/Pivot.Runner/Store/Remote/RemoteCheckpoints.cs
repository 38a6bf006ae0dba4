using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Pivot.Runner.Store.Remote;

/// <summary>What interrupted trainings go on from, in the bucket: <c>checkpoints/KEY/EPOCH/step-N/</c>, each a folder as an attempt's own.</summary>
/// <param name="folders">Where they are.</param>
/// <param name="cache">The cache's folder.</param>
/// <param name="log">Told what could not be taken.</param>
internal sealed class RemoteCheckpoints(RemoteFolders folders, string cache, Action<string> log)
{
    private readonly ConcurrentDictionary<string, (long Epoch, long Step)> _saved = new();

    /// <summary>Writes the newest checkpoint of an attempt unless it is there, then removes the older ones of its epoch.</summary>
    public void Save(string key, long epoch, StageFolder folder)
    {
        if (ResumePoint.In(folder) is not [.., var point] || (_saved.TryGetValue(key, out var saved) && saved == (epoch, point.Step))) return;
        var within = string.Create(CultureInfo.InvariantCulture, $"{key}/{epoch}/");
        if (!folders.Exists(within + point.Name) && !Upload(within + point.Name, point)) return;
        foreach (var older in folders.Whole(within).Where(n => StepOf(n) < point.Step)) folders.Remove(older);
        _saved[key] = (epoch, point.Step);
    }

    /// <summary>Brings the newest checkpoint here whose step is later than one, into a folder that the caller removes; null where there is none.</summary>
    public StageFolder? Fetch(string key, long laterThan)
    {
        foreach (var name in folders.Whole($"{key}/").Where(n => StepOf(n) > laterThan).OrderByDescending(StepOf))
        {
            var folder = Scratch();
            try
            {
                if (folders.Manifest(name) is { } manifest)
                {
                    if (folders.Download(name, manifest, folder.Path) is not { } fault) return folder;
                    log($"checkpoint {name} in the bucket is not whole: {fault}");
                }
            }
            catch (JsonException e)
            {
                log($"checkpoint {name} in the bucket is not whole: {e.Message}");
            }
            Directory.Delete(folder.Path, recursive: true);
        }
        return null;
    }

    /// <summary>Removes all of a stage.</summary>
    public void Remove(string key)
    {
        folders.Remove(key);
        _saved.TryRemove(key, out _);
    }

    // What is uploaded is a copy by links: the training goes on and removes this checkpoint as soon as it has a newer one.
    private bool Upload(string name, ResumePoint point)
    {
        var copy = Scratch();
        try
        {
            point.CopyTo(copy);
            Attempts.Read(point.Folder).Write(copy);
            folders.Upload(name, copy.Path, ManifestFile.Of(copy.Path, _ => true));
            return true;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            log($"checkpoint {name} was not uploaded: {e.Message}");
            return false;
        }
        finally
        {
            Directory.Delete(copy.Path, recursive: true);
        }
    }

    private StageFolder Scratch()
    {
        var folder = new StageFolder(Path.Combine(cache, "tmp", Guid.NewGuid().ToString("n")));
        Directory.CreateDirectory(folder.Resume);
        return folder;
    }

    private static long StepOf(string name) =>
        long.TryParse(name.AsSpan(name.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1;
}
