namespace Pivot.Runner.Store.Remote;

/// <summary>A bucket as one store on this machine uses it, with the cache that belongs to it.</summary>
/// <param name="store">The bucket.</param>
/// <param name="cache">The cache's folder.</param>
/// <param name="log">Told what goes wrong and is not worth a failure.</param>
internal sealed class RemotePart(RemoteStore store, string cache, Action<string> log)
{
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

    /// <summary>Does what no stage should fail for; the log is told when the bucket cannot be reached.</summary>
    public void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is HostException or IOException or UnauthorizedAccessException)
        {
            log(e.Message);
        }
    }
}
