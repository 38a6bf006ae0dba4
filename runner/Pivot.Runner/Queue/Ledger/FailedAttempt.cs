using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>An attempt that ended without a result.</summary>
/// <param name="Run">The run.</param>
/// <param name="Key">The node's key.</param>
/// <param name="Epoch">The attempt's epoch.</param>
/// <param name="Host">Its host.</param>
/// <param name="Failure">What ended it.</param>
/// <param name="Cause">One line for a person.</param>
/// <param name="Outcome">What stands in the attempt's row: <c>failed</c>, <c>lost</c>.</param>
internal sealed record FailedAttempt(Guid Run, string Key, long Epoch, Guid Host, FailureClass Failure, string Cause, string Outcome);
