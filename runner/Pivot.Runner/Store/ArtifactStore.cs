using System.Diagnostics;
using System.Text.Json;
using Pivot.Dsl.Plans;
using Pivot.Runner.Store.Remote;

namespace Pivot.Runner.Store;

/// <summary>
/// What is kept, addressed by content: <c>stages/KEY/</c> and <c>runs/NAME-HASH8/</c>. Any number of processes may share one store; who writes a
/// stage holds its lock, or works in the folder of its own epoch. With a remote part, this folder is a cache of what lies in a bucket.
/// </summary>
public sealed class ArtifactStore
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);
    private readonly Action<string> _log;
    private readonly WorkFolders _work;
    private readonly RemotePart? _remote;

    /// <summary>A store; nothing is created before something is written, and nobody is called.</summary>
    /// <param name="root">Its folder, relative to the current one or absolute.</param>
    /// <param name="log">Told in one line when a stored stage is found damaged; null drops it.</param>
    /// <param name="remote">The bucket that <paramref name="root"/> is a cache of; null where the folder itself is the store.</param>
    public ArtifactStore(string root, Action<string>? log = null, RemoteStore? remote = null)
    {
        Root = Path.GetFullPath(root);
        _log = log ?? (_ => { });
        _work = new WorkFolders(Path.Combine(Root, "work"));
        _remote = remote is null ? null : new RemotePart(remote, Root, _log);
    }

    /// <summary>The store of a name: a folder, or <c>s3://bucket/prefix</c> with a cache on this machine.</summary>
    /// <param name="option">The name; null or empty where none was given (<see cref="Locate"/>).</param>
    /// <param name="log">Told in one line when a stored stage is found damaged; null drops it.</param>
    /// <exception cref="HostException">The name cannot be read.</exception>
    public static ArtifactStore Open(string? option, Action<string>? log = null)
    {
        var name = Locate(option);
        if (!S3Location.Is(name)) return new ArtifactStore(name, log);
        var (remote, cache) = RemoteStore.Open(name);
        return new ArtifactStore(cache, log, remote);
    }

    /// <summary>The store's name: its folder, or <c>s3://bucket/prefix</c>.</summary>
    public string Name => _remote?.Store.Location.ToString() ?? Root;

    /// <summary>What lies in a bucket; null where the folder itself is the store.</summary>
    public RemoteStore? Remote => _remote?.Store;

    /// <summary>Absolute path of its folder.</summary>
    public string Root { get; }

    /// <summary>Folder of all runs.</summary>
    public string Runs => Path.Combine(Root, "runs");

    private string Stages => Path.Combine(Root, "stages");

    /// <summary>Where the store is: <paramref name="option"/> if given, or the variable <c>PIVOT_STORE</c>, or <c>.pivot</c> here.</summary>
    public static string Locate(string? option) =>
        !string.IsNullOrEmpty(option) ? option
        : Environment.GetEnvironmentVariable("PIVOT_STORE") is { Length: > 0 } variable ? variable
        : ".pivot";

    /// <summary>Makes the store's folders and tries a write.</summary>
    /// <exception cref="HostException">It cannot be written.</exception>
    public void RequireWritable()
    {
        try
        {
            Directory.CreateDirectory(Stages);
            Directory.CreateDirectory(Path.Combine(Root, "locks"));
            Directory.CreateDirectory(Runs);
            var trial = Path.Combine(Root, $".write-{Environment.ProcessId}");
            File.WriteAllBytes(trial, [1]);
            File.Delete(trial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HostException(_remote is null
                ? $"the store {Root} cannot be written: {e.Message} Choose another folder with --store DIR or the variable PIVOT_STORE."
                : $"the cache {Root} of the store {Name} cannot be written: {e.Message} Choose another folder with the variable PIVOT_CACHE.", e);
        }
        _remote?.Store.RequireWritable();
    }

    /// <summary>The folder of a stage, there or not.</summary>
    public StageFolder Folder(string key) => new(Path.Combine(Stages, key));

    /// <summary>
    /// A finished stage, or null where there is none. Every byte is compared with the manifest's digests; a stage that is not as it was
    /// written is told to the log and counts as not done. What lies in the bucket alone is brought here.
    /// </summary>
    /// <exception cref="HostException">The bucket cannot be reached.</exception>
    public CompletedStage? Find(string key)
    {
        _remote?.Cache.Use(key);
        return FindHere(key) ?? _remote?.Bring(key, () => FindHere(key, _ => { }), brought => Publish(key, brought, ShortestWait));
    }

    private CompletedStage? FindHere(string key, Action<string>? log = null)
    {
        log ??= _log;
        var folder = Folder(key);
        try
        {
            var manifest = Manifest.Read(folder, out var fault);
            if (manifest is null && fault is null) return null;
            if (manifest is not null) fault = manifest.Key != key ? $"its manifest belongs to stage {manifest.Key}" : manifest.Fault(folder);
            if (fault is null) return new CompletedStage(key, folder) { Seconds = StageDescription.Read(folder).Seconds };
            log($"stored stage {key} is not whole: {fault}; it will be done again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            log($"stored stage {key} cannot be read: {e.Message}; it will be done again");
        }
        return null;
    }

    /// <summary>
    /// The finished ones among many stages, looked for in parallel. Of what lies in the bucket alone the sizes are compared and nothing is brought here:
    /// the folder of such a stage is not there before <see cref="Find"/>.
    /// </summary>
    public IReadOnlyDictionary<string, CompletedStage> FindAll(IEnumerable<string> keys)
    {
        var asked = keys.Distinct().ToList();
        var here = Present(asked).AsParallel().Select(k => FindHere(k)).OfType<CompletedStage>().ToDictionary(s => s.Key);
        if (_remote is null) return here;
        var afar = _remote.Stages.Finished([.. asked.Where(k => !here.ContainsKey(k))]);
        foreach (var stage in _remote.Stages.Peek([.. afar], Folder)) here.Add(stage.Key, stage);
        return here;
    }

    /// <summary>Those of many stages that say that they are finished. Their files are not compared with the manifests: enough to forecast by, not to build on.</summary>
    public IReadOnlySet<string> Finished(IEnumerable<string> keys)
    {
        var asked = keys.Distinct().ToList();
        var here = Present(asked).Where(k => File.Exists(Path.Combine(Folder(k).Path, Manifest.FileName))).ToHashSet();
        if (_remote is not null) here.UnionWith(_remote.Stages.Finished([.. asked.Where(k => !here.Contains(k))]));
        return here;
    }

    /// <summary>Folders of stages here, finished or not, in the order the file system gives them.</summary>
    public IEnumerable<StageFolder> Folders() =>
        Directory.Exists(Stages) ? Directory.EnumerateDirectories(Stages).Select(d => new StageFolder(d)) : [];

    // One listing of the folder in place of a look at each key: of 80,000 stages asked for, few are there.
    private IEnumerable<string> Present(IEnumerable<string> keys)
    {
        if (!Directory.Exists(Stages)) return [];
        var there = Directory.EnumerateDirectories(Stages).Select(d => Path.GetFileName(d)!).ToHashSet();
        return keys.Where(there.Contains).Distinct();
    }

    /// <summary>Folders here of all stages with a manifest, their bytes not looked at.</summary>
    public IEnumerable<StageFolder> Finished() => Folders().Where(f => File.Exists(Path.Combine(f.Path, Manifest.FileName))).OrderBy(f => f.Path, StringComparer.Ordinal);

    /// <summary>Takes the lock of a stage, or gives null if another thread or process has it.</summary>
    public StageLock? TryLock(string key) => StageLock.TryTake(LockOf(key));

    /// <summary>
    /// Makes a stage's folder ready for (another) attempt. The caller holds its lock. Partial results are removed; <c>resume/</c> stays, and
    /// <c>metrics.jsonl</c> stays where there is something to go on from: the stage cuts its curves at the step it goes on from.
    /// </summary>
    public StageFolder Begin(PlanNode node)
    {
        var folder = Folder(node.Key);
        AttemptFolder.Begin(folder);
        return folder;
    }

    /// <summary>
    /// Makes <c>work/KEY/EPOCH/</c> ready for an attempt of a host that owns the stage under this epoch. It goes on from the newest checkpoint that any
    /// epoch, a <c>pivot run</c> or the bucket has. No lock is needed, and nothing of another epoch is touched: its owner may still be writing.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="epoch">The owner's epoch, at least 0; a later owner has a larger one.</param>
    public StageFolder Begin(PlanNode node, long epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        var own = _work.Folder(node.Key, epoch);
        if (ResumePoint.In(own).Count > 0)
        {
            AttemptFolder.Begin(own);
            return own;
        }
        StageFolder? fetched = null;
        try
        {
            return _work.Make(node.Key, epoch, [Folder(node.Key)], laterThan => fetched = _remote?.Checkpoints.Fetch(node.Key, laterThan), _log);
        }
        finally
        {
            if (fetched is not null) Directory.Delete(fetched.Path, recursive: true);
        }
    }

    /// <summary>The folder in which a host works on a stage under an epoch, there or not.</summary>
    public StageFolder WorkFolder(string key, long epoch) => _work.Folder(key, epoch);

    /// <summary>Brings the newest whole checkpoint of an attempt to the bucket unless it is there. Never throws for the bucket; without one it does nothing.</summary>
    /// <param name="key">The stage.</param>
    /// <param name="folder">Its folder, from <see cref="Begin(PlanNode)"/> or <see cref="Begin(PlanNode, long)"/>.</param>
    public void SaveCheckpoint(string key, StageFolder folder) => _remote?.Try(() => _remote.Checkpoints.Save(key, _work.Epoch(folder) ?? 0, folder));

    /// <summary>Tells the store that an attempt ended for good without a result: if somebody else finished the stage, what it left behind is removed.</summary>
    public void Abandon(string key, long epoch)
    {
        // Where nobody has the result, its checkpoints may be what the next owner goes on from.
        if (!File.Exists(Path.Combine(Folder(key).Path, Manifest.FileName)) && _remote?.IsDone(key) is not true) return;
        _work.Remove(key, epoch);
        _remote?.Try(() => _remote.Checkpoints.Remove(key));
    }

    /// <summary>
    /// Declares a stage done: writes <c>stage.json</c>, brings all to the bucket, writes the manifest, then removes <c>resume/</c>. A folder under
    /// <c>stages/</c> is committed where it is, by who holds the lock; a work folder is moved to <c>stages/KEY</c>, unless somebody else's result is
    /// there, which then stays: under one key there is one content.
    /// </summary>
    /// <param name="node">The node that was done.</param>
    /// <param name="folder">Its folder, from <see cref="Begin(PlanNode)"/> or <see cref="Begin(PlanNode, long)"/>.</param>
    /// <param name="seconds">Seconds of work of all attempts.</param>
    /// <param name="host">Where it was done.</param>
    /// <param name="work">What it was counted to take, or null.</param>
    /// <param name="adjusted">How it was done other than the node asks, or null.</param>
    /// <exception cref="HostException">The bucket cannot be reached.</exception>
    /// <exception cref="IOException">Another process holds the stage's lock all the time.</exception>
    public CompletedStage Commit(PlanNode node, StageFolder folder, double seconds, HostInfo host, StageWork? work = null, Adjustment? adjusted = null)
    {
        StageDescription.Of(node, host, seconds, Math.Max(1, Attempts.Read(folder).Count), work, adjusted).Write(folder);
        var manifest = Manifest.Of(node.Key, folder);
        _remote?.Cache.Use(node.Key);
        // Before the manifest here: killed in between, the stage is done in the bucket and not here. The other way round no other host ever saw it.
        _remote?.Stages.Upload(node.Key, folder, manifest);
        manifest.Write(folder);
        var done = new CompletedStage(node.Key, folder) { Seconds = seconds };
        if (_work.Epoch(folder) is { } epoch)
        {
            _work.SetResumeAside(node.Key, folder);
            done = Publish(node.Key, folder, LongestWait) ?? throw new IOException($"another process has held the lock of stage {node.Key} for {LongestWait.TotalMinutes} minutes; its result is kept in {folder.Path}");
            _work.Remove(node.Key, epoch);
        }
        // After the manifest: killed before this line, the stage is done and only some bytes are left over.
        else if (Directory.Exists(folder.Resume)) Directory.Delete(folder.Resume, recursive: true);
        _remote?.Try(() => _remote.Checkpoints.Remove(node.Key));
        _remote?.Cache.Shrink();
        return done;
    }

    // Moves a whole stage to its place, unless one that is whole is there. Null where somebody else holds the lock.
    private CompletedStage? Publish(string key, StageFolder from, TimeSpan wait)
    {
        var waited = Stopwatch.StartNew();
        StageLock? taken = null;
        while (!StageLock.IsMine(LockOf(key)) && (taken = TryLock(key)) is null)
        {
            // A `pivot run` works there. It may end with the same result.
            if (FindHere(key, _ => { }) is { } done) return done;
            if (waited.Elapsed >= wait) return null;
            Thread.Sleep(LockPoll);
        }
        using (taken)
        {
            if (FindHere(key, _ => { }) is { } done) return done;
            var folder = Folder(key);
            string? old = null;
            if (Directory.Exists(folder.Path)) Directory.Move(folder.Path, old = _work.Discard(key));
            Directory.CreateDirectory(Stages);
            Directory.Move(from.Path, folder.Path);
            if (old is not null) _work.Remove(key, -1);
            return new CompletedStage(key, folder) { Seconds = StageDescription.Read(folder).Seconds };
        }
    }

    private string LockOf(string key) => Path.Combine(Root, "locks", key);

    /// <summary>Brings a run's folder, report and all, to the bucket, where it replaces the run's earlier state. Without a bucket it does nothing.</summary>
    public void PushRun(RunFolder run) => _remote?.Runs.Push(run);

    /// <summary>Brings a run's folder from the bucket here, in place of what is here. False where the bucket has none, or there is no bucket.</summary>
    public bool PullRun(string name) => _remote?.Runs.Pull(new RunFolder(Path.Combine(Runs, name))) ?? false;

    /// <summary>Names of the runs in the bucket; none without one.</summary>
    public IReadOnlyList<string> RemoteRuns() => _remote?.Store.Runs.Names() ?? [];

    /// <summary>Lets the cache remove what was found through this store; the end of the process does so too.</summary>
    internal void EndUse() => _remote?.Cache.Dispose();

    /// <summary>The folder of a plan's run, there or not.</summary>
    public RunFolder Run(Plan plan)
    {
        var name = string.Concat(plan.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
        return new RunFolder(Path.Combine(Runs, $"{name}-{plan.Hash[..8]}"));
    }
}
