namespace Pivot.Runner.Store;

/// <summary>A finished stage found in the store: its manifest is there and its digests were checked.</summary>
/// <param name="Key">The node's key.</param>
/// <param name="Folder">Its files.</param>
public sealed record CompletedStage(string Key, StageFolder Folder)
{
    /// <summary>Seconds of work it took, all attempts together.</summary>
    public double Seconds { get; init; }
}
