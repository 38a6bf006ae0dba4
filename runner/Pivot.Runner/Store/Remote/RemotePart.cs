using System.Collections.Concurrent;
using System.Text.Json;

namespace Pivot.Runner.Store.Remote;

/// <summary>A bucket as one store on this machine uses it, with the cache that belongs to it.</summary>
/// <param name="store">The bucket.</param>
/// <param name="cache">The cache's folder.</param>
/// <param name="log">Told what goes wrong and is not worth a failure.</param>
internal sealed class RemotePart(RemoteStore store, string cache, Action<string> log)
{
    private readonly ConcurrentDictionary<string, Lock> _bringing = new();

    /// <summary>The bucket.</summary>
    public RemoteStore Store => store;

    /// <summary>Finished stages in it.</summary>
    public RemoteStages Stages { get; } = new(store.Stages, cache, log);

    /// <summary>Checkpoints in it.</summary>
    public RemoteCheckpoints Checkpoints { get; } = new(store.Checkpoints, cache, log);

    /// <summary>Runs in it.</summary>
    public RemoteRuns Runs { get; } = new(store.Runs, cache);

    /// <summary>What of it is here, and how much.</summary>
    public StageCache Cache { get; } = new(cache, store.CacheLimit);

    /// <summary>Brings a stage here, by one thread of this process at a time; null where it is not in the bucket or not whole.</summary>
    /// <param name="key">The stage.</param>
    /// <param name="find">Gives it where another thread has brought it meanwhile.</param>
    /// <param name="publish">Moves its folder to its place; null where another process works there.</param>
    public CompletedStage? Bring(string key, Func<CompletedStage?> find, Func<StageFolder, CompletedStage?> publish)
    {
        lock (_bringing.GetOrAdd(key, _ => new Lock()))
        {
            if (find() is { } here) return here;
            if (Stages.Download(key) is not { } brought) return null;
            var found = publish(brought);
            if (found is null) log($"stage {key} is in the bucket, but another process works on it in {cache}");
            if (Directory.Exists(brought.Path)) Directory.Delete(brought.Path, recursive: true);
            Cache.Shrink();
            return found;
        }
    }

    /// <summary>Whether a stage is in the bucket; false where the bucket cannot be asked.</summary>
    public bool IsDone(string key)
    {
        var done = false;
        Try(() => done = store.Stages.Exists(key));
        return done;
    }

    /// <summary>Does what no stage should fail for; the log is told when the bucket cannot be reached.</summary>
    public void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is HostException or IOException or UnauthorizedAccessException or JsonException or AggregateException)
        {
            log(e.Message);
        }
    }
}
