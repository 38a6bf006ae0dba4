namespace Pivot.Runner.Queue.Ledger;

/// <summary>A run whose stages have all ended and whose report this host writes.</summary>
/// <param name="Id">The run.</param>
/// <param name="Epoch">The fence of the report.</param>
/// <param name="Attempt">Times a report was begun, this one included.</param>
/// <param name="Plan">The plan, gzip.</param>
/// <param name="Folder">The run's folder in the store.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
public sealed record EndingRun(Guid Id, long Epoch, int Attempt, byte[] Plan, string Folder, DateTimeOffset SubmittedAt);
