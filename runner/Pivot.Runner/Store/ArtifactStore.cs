using System.Text.Json;
using Pivot.Dsl.Plans;

namespace Pivot.Runner.Store;

/// <summary>
/// What is on disk, addressed by content: <c>stages/KEY/</c> and <c>runs/NAME-HASH8/</c>. Any number of processes may share one store;
/// who writes a stage holds its lock.
/// </summary>
public sealed class ArtifactStore
{
    private readonly Action<string> _log;

    /// <summary>A store; nothing is created before something is written.</summary>
    /// <param name="root">Its folder, relative to the current one or absolute.</param>
    /// <param name="log">Told in one line when a stored stage is found damaged; null drops it.</param>
    public ArtifactStore(string root, Action<string>? log = null)
    {
        Root = Path.GetFullPath(root);
        _log = log ?? (_ => { });
    }

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
            throw new HostException(
                $"the store {Root} cannot be written: {e.Message} Choose another folder with --store DIR or the variable PIVOT_STORE.", e);
        }
    }

    /// <summary>The folder of a stage, there or not.</summary>
    public StageFolder Folder(string key) => new(Path.Combine(Stages, key));

    /// <summary>
    /// A finished stage, or null where there is none. Every byte is compared with the manifest's digests; a stage that is not as it was
    /// written is told to the log and counts as not done.
    /// </summary>
    public CompletedStage? Find(string key)
    {
        var folder = Folder(key);
        try
        {
            var manifest = Manifest.Read(folder, out var fault);
            if (manifest is null && fault is null) return null;
            if (manifest is not null) fault = manifest.Key != key ? $"its manifest belongs to stage {manifest.Key}" : manifest.Fault(folder);
            if (fault is null) return new CompletedStage(key, folder) { Seconds = StageDescription.Read(folder).Seconds };
            _log($"stored stage {key} is not whole: {fault}; it will be done again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            _log($"stored stage {key} cannot be read: {e.Message}; it will be done again");
        }
        return null;
    }

    /// <summary>The finished ones among many stages, looked for in parallel.</summary>
    public IReadOnlyDictionary<string, CompletedStage> FindAll(IEnumerable<string> keys)
    {
        return Present(keys).AsParallel().Select(Find).OfType<CompletedStage>().ToDictionary(s => s.Key);
    }

    /// <summary>Those of many stages that say that they are finished. Their files are not compared with the manifests: enough to forecast by, not to build on.</summary>
    public IReadOnlySet<string> Finished(IEnumerable<string> keys) =>
        Present(keys).Where(k => File.Exists(Path.Combine(Folder(k).Path, Manifest.FileName))).ToHashSet();

    /// <summary>Folders of stages, finished or not, in the order the file system gives them.</summary>
    public IEnumerable<StageFolder> Folders() =>
        Directory.Exists(Stages) ? Directory.EnumerateDirectories(Stages).Select(d => new StageFolder(d)) : [];

    // One listing of the folder in place of a look at each key: of 80,000 stages asked for, few are there.
    private IEnumerable<string> Present(IEnumerable<string> keys)
    {
        if (!Directory.Exists(Stages)) return [];
        var there = Directory.EnumerateDirectories(Stages).Select(d => Path.GetFileName(d)!).ToHashSet();
        return keys.Where(there.Contains).Distinct();
    }

    /// <summary>Folders of all stages with a manifest, their bytes not looked at.</summary>
    public IEnumerable<StageFolder> Finished()
    {
        var stages = Path.Combine(Root, "stages");
        return !Directory.Exists(stages) ? []
            : Directory.EnumerateDirectories(stages).Where(d => File.Exists(Path.Combine(d, Manifest.FileName))).Order(StringComparer.Ordinal).Select(d => new StageFolder(d));
    }

    /// <summary>Takes the lock of a stage, or gives null if another thread or process has it.</summary>
    public StageLock? TryLock(string key) => StageLock.TryTake(Path.Combine(Root, "locks", key));

    /// <summary>
    /// Makes a stage's folder ready for (another) attempt. The caller holds its lock. Partial results are removed; <c>resume/</c> stays, and
    /// <c>metrics.jsonl</c> stays where there is something to go on from: the stage cuts its curves at the step it goes on from.
    /// </summary>
    public StageFolder Begin(PlanNode node)
    {
        var folder = Folder(node.Key);
        Directory.CreateDirectory(folder.Resume);
        // The manifest goes first: what is half removed must not look done.
        File.Delete(Path.Combine(folder.Path, Manifest.FileName));
        var goesOn = Directory.EnumerateFileSystemEntries(folder.Resume).Any(e => Path.GetFileName(e) != Attempts.FileName);
        foreach (var entry in new DirectoryInfo(folder.Path).EnumerateFileSystemInfos())
        {
            if (entry.FullName == folder.Resume || (goesOn && entry.FullName == folder.Metrics)) continue;
            if (entry is DirectoryInfo { LinkTarget: null } directory) directory.Delete(recursive: true);
            else entry.Delete();
        }
        var earlier = Attempts.Read(folder);
        (earlier with { Count = earlier.Count + 1 }).Write(folder);
        return folder;
    }

    /// <summary>Declares a stage done: writes <c>stage.json</c>, then the manifest, then removes <c>resume/</c>. The caller holds the lock.</summary>
    /// <param name="node">The node that was done.</param>
    /// <param name="folder">Its folder, from <see cref="Begin"/>.</param>
    /// <param name="seconds">Seconds of work of all attempts.</param>
    /// <param name="host">Where it was done.</param>
    /// <param name="work">What it was counted to take, or null.</param>
    /// <param name="adjusted">How it was done other than the node asks, or null.</param>
    public CompletedStage Commit(PlanNode node, StageFolder folder, double seconds, HostInfo host, StageWork? work = null, Adjustment? adjusted = null)
    {
        StageDescription.Of(node, host, seconds, Math.Max(1, Attempts.Read(folder).Count), work, adjusted).Write(folder);
        Manifest.Of(node.Key, folder).Write(folder);
        // After the manifest: killed before this line, the stage is done and only some bytes are left over.
        if (Directory.Exists(folder.Resume)) Directory.Delete(folder.Resume, recursive: true);
        return new CompletedStage(node.Key, folder) { Seconds = seconds };
    }

    /// <summary>The folder of a plan's run, there or not.</summary>
    public RunFolder Run(Plan plan)
    {
        var name = string.Concat(plan.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
        return new RunFolder(Path.Combine(Runs, $"{name}-{plan.Hash[..8]}"));
    }
}
