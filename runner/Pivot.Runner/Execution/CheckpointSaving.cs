using System.Diagnostics;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution;

/// <summary>
/// Brings a stage's checkpoints to where other hosts find them, beside the training: one at a time, and when one is done the newest is next.
/// Without a bucket it does nothing.
/// </summary>
internal sealed class CheckpointSaving(ArtifactStore store, string key, StageFolder folder)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly Stopwatch _now = Stopwatch.StartNew();
    private Task _saving = Task.CompletedTask;

    /// <summary>Begins to save the newest checkpoint if the last time is some seconds ago and is over.</summary>
    public void Tick()
    {
        if (store.Remote is null || _now.Elapsed < Every || !_saving.IsCompleted) return;
        _now.Restart();
        _saving = Task.Run(() => store.SaveCheckpoint(key, folder));
    }

    /// <summary>Waits for what is on its way. To be called before the stage is committed, which removes its checkpoints.</summary>
    public void Wait()
    {
        try
        {
            _saving.Wait();
        }
        catch (AggregateException)
        {
            // A checkpoint that was not saved costs a later owner time, and the stage nothing.
        }
    }

    /// <summary>Saves the newest checkpoint and waits until it is there: the stage stops here and another host may go on.</summary>
    public void Finish()
    {
        Wait();
        store.SaveCheckpoint(key, folder);
    }
}
