using Pivot.Runner.Store;

namespace Pivot.Runner.Execution.Processes;

/// <summary>How an attempt at a stage ended.</summary>
/// <param name="State">Done, cached, failed or interrupted.</param>
/// <param name="Seconds">Seconds of work of all attempts, where it is done.</param>
/// <param name="Cause">Why it failed, one line for a person; null otherwise.</param>
/// <param name="Failure">The class of the failure; null otherwise.</param>
public sealed record StageEnd(StageState State, double Seconds, string? Cause, FailureClass? Failure);
