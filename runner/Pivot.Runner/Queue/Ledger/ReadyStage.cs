namespace Pivot.Runner.Queue.Ledger;

/// <summary>A stage that was taken to be handed to Hangfire.</summary>
/// <param name="Run">The run.</param>
/// <param name="Key">The node's key.</param>
/// <param name="Queue">The queue it belongs to.</param>
public sealed record ReadyStage(Guid Run, string Key, string Queue);
