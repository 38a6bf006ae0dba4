using System.Globalization;
using System.Text.Json;

namespace Pivot.Runner.Store;

/// <summary>
/// <c>work/KEY/EPOCH/</c>: where a host of a fleet works on a stage that it owns under an epoch. An owner whose host was stopped and that
/// goes on when the stage has long had another one still writes in the folder of its own epoch, and so never into the new owner's.
/// </summary>
/// <param name="root">Absolute path of <c>work/</c>.</param>
internal sealed class WorkFolders(string root)
{
    /// <summary>The folder of an epoch, there or not.</summary>
    public StageFolder Folder(string key, long epoch) => new(Path.Combine(root, key, epoch.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The epoch whose folder this is; null where it is no folder of an epoch.</summary>
    public long? Epoch(StageFolder folder) =>
        Path.GetDirectoryName(Path.GetDirectoryName(folder.Path)) == root && EpochOf(folder.Path) is { } epoch ? epoch : null;

    /// <summary>Makes the folder of an epoch that has no checkpoint of its own, with the newest one that can be had.</summary>
    /// <param name="key">The stage.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="others">Further folders that may hold a checkpoint, asked for in this order where steps are equal.</param>
    /// <param name="fetch">Brings the newest checkpoint from afar, if it is of a later step than the one given; null where there is none.</param>
    /// <param name="log">Told which checkpoint could not be taken.</param>
    public StageFolder Make(string key, long epoch, IEnumerable<StageFolder> others, Func<long, StageFolder?> fetch, Action<string> log)
    {
        var own = Folder(key, epoch);
        var sources = Siblings(key).Append(own).Concat(others).ToList();
        var earlier = sources.Select(Attempts.Read).Aggregate(new Attempts(0, 0), Attempts.Later);
        var made = new StageFolder($"{own.Path}.{Guid.NewGuid():n}.new");
        Directory.CreateDirectory(made.Resume);

        var candidates = sources.Where(s => s.Path != own.Path).SelectMany(ResumePoint.In).OrderByDescending(p => p.Step).ToList();
        // What lies afar is asked for first: it may be newer than anything here, and says at once when it is not.
        if (fetch(candidates.FirstOrDefault()?.Step ?? -1) is { } fetched)
        {
            earlier = Attempts.Later(earlier, Attempts.Read(fetched));
            candidates.InsertRange(0, ResumePoint.In(fetched));
        }
        _ = candidates.FirstOrDefault(point => Adopt(point, made, log));
        (earlier with { Count = earlier.Count + 1 }).Write(made);

        // Whole in one rename: killed before, the next attempt finds no checkpoint here and looks again at the others.
        if (Directory.Exists(own.Path)) Directory.Delete(own.Path, recursive: true);
        Directory.Move(made.Path, own.Path);
        return own;
    }

    /// <summary>Takes the checkpoints out of a folder that is about to be published, to where a later owner still finds them.</summary>
    public void SetResumeAside(string key, StageFolder folder)
    {
        if (!Directory.Exists(folder.Resume)) return;
        var aside = new StageFolder($"{folder.Path}.{Guid.NewGuid():n}.publishing");
        Directory.CreateDirectory(aside.Path);
        if (File.Exists(folder.Metrics)) HardLink.OrCopy(folder.Metrics, aside.Metrics);
        Directory.Move(folder.Resume, aside.Resume);
    }

    /// <summary>A free path beside a stage's work, for what is to be removed.</summary>
    public string Discard(string key)
    {
        Directory.CreateDirectory(Path.Combine(root, key));
        return Path.Combine(root, key, $"{Guid.NewGuid():n}.old");
    }

    /// <summary>Removes the work on a stage up to an epoch. Best effort: an earlier owner may be writing there this moment.</summary>
    public void Remove(string key, long epoch)
    {
        var folder = Path.Combine(root, key);
        if (!Directory.Exists(folder)) return;
        Try(() =>
        {
            foreach (var path in Directory.GetDirectories(folder).Where(p => EpochOf(p) is not { } other || other <= epoch)) Try(() => Directory.Delete(path, recursive: true));
            if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        });
    }

    private IEnumerable<StageFolder> Siblings(string key)
    {
        var folder = Path.Combine(root, key);
        return !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder).Where(p => !p.EndsWith(".new", StringComparison.Ordinal) && EpochOf(p) is not null).Select(p => new StageFolder(p));
    }

    private static bool Adopt(ResumePoint point, StageFolder made, Action<string> log)
    {
        try
        {
            point.CopyTo(made);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            log($"{point.Path} cannot be gone on from: {e.Message}");
            Directory.Delete(made.Resume, recursive: true);
            Directory.CreateDirectory(made.Resume);
            File.Delete(made.Metrics);
            return false;
        }
    }

    // "3" and "3.GUID.publishing" are of epoch 3; "GUID.old" is of none.
    private static long? EpochOf(string path) =>
        long.TryParse(Path.GetFileName(path).Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : null;

    private static void Try(Action remove)
    {
        try
        {
            remove();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever still writes there finds out that the stage is done; what is left is removed with the next one.
        }
    }
}
