using System.Text;

namespace Pivot.Runner.Store.Remote;

/// <summary>
/// Keeps finished stages in a cache within a limit: those not used for the longest time go, whole folders at a time, never one that a living
/// process uses. What a process uses stands in a file of <c>leases/</c> that it holds open; the system lets go of it when the process ends.
/// </summary>
/// <param name="root">The cache's folder.</param>
/// <param name="limit">Bytes that finished stages may take.</param>
internal sealed class StageCache(string root, long limit) : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ScratchAge = TimeSpan.FromDays(2);
    private readonly Lock _one = new();
    private readonly HashSet<string> _used = [];
    private readonly Dictionary<string, long> _sizes = [];
    private FileStream? _lease;

    /// <summary>Says that this process uses a stage from now on. To be called before its folder is looked at.</summary>
    public void Use(string key)
    {
        lock (_one)
        {
            if (!_used.Add(key)) return;
            // Nobody removes while this is written: who removes next reads it.
            using var gate = Gate();
            _lease ??= new FileStream(Path.Combine(Directory.CreateDirectory(Leases).FullName, $"{Environment.ProcessId}-{Guid.NewGuid():n}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
            _lease.Write(Encoding.ASCII.GetBytes(key + "\n"));
            _lease.Flush();
        }
        var folder = FolderOf(key);
        if (Directory.Exists(folder)) Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow);
    }

    /// <summary>Removes what is not in use until the limit holds.</summary>
    public void Shrink()
    {
        var removed = new List<string>();
        lock (_one)
        {
            using var gate = Gate();
            var all = !Directory.Exists(Stages) ? [] : Directory.GetDirectories(Stages).Select(p => (Path: p, Key: Path.GetFileName(p), Size: SizeOf(p))).Where(s => s.Size > 0).ToList();
            var total = all.Sum(s => s.Size);
            if (total > limit)
            {
                var used = InUse();
                foreach (var stage in all.Where(s => !used.Contains(s.Key)).OrderBy(s => Directory.GetLastWriteTimeUtc(s.Path)))
                {
                    if (total <= limit) break;
                    if (!SetAside(stage.Path, removed)) continue;
                    _sizes.Remove(stage.Path);
                    total -= stage.Size;
                }
            }
            if (Directory.Exists(Scratch)) removed.AddRange(Directory.GetDirectories(Scratch).Where(p => Directory.GetLastWriteTimeUtc(p) < DateTime.UtcNow - ScratchAge));
        }
        foreach (var path in removed.Distinct())
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Out of the way already; what is left of it goes with a later call.
            }
        }
    }

    /// <summary>Lets go of all that was used. The end of the process does so too.</summary>
    public void Dispose() => _lease?.Dispose();

    private string Stages => Path.Combine(root, "stages");

    private string Scratch => Path.Combine(root, "tmp");

    private string Leases => Path.Combine(root, "leases");

    private string FolderOf(string key) => Path.Combine(Stages, key);

    // Renamed first, so that no reader finds half a stage.
    private bool SetAside(string path, List<string> removed)
    {
        var aside = Path.Combine(Directory.CreateDirectory(Scratch).FullName, Guid.NewGuid().ToString("n"));
        try
        {
            Directory.Move(path, aside);
            removed.Add(aside);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private HashSet<string> InUse()
    {
        var used = new HashSet<string>(_used);
        foreach (var path in Directory.Exists(Leases) ? Directory.GetFiles(Leases) : [])
        {
            if (path == _lease?.Name) continue;
            using (var exclusive = StageLock.TryTake(path))
            {
                if (exclusive is not null)
                {
                    File.Delete(path); // its process is gone
                    continue;
                }
            }
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            while (reader.ReadLine() is { } key) used.Add(key);
        }
        return used;
    }

    // 0 for what is not finished: somebody works there. A finished stage does not change, so its size is asked for once.
    private long SizeOf(string path)
    {
        if (!File.Exists(Path.Combine(path, Manifest.FileName))) return 0;
        if (_sizes.TryGetValue(path, out var known)) return known;
        try
        {
            return _sizes[path] = new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private StageLock Gate()
    {
        while (true)
        {
            if (StageLock.TryTake(Path.Combine(root, "locks", ".cache")) is { } gate) return gate;
            Thread.Sleep(Poll);
        }
    }
}
