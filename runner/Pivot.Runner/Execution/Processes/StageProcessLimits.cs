namespace Pivot.Runner.Execution.Processes;

/// <summary>How long a host waits for a stage process.</summary>
/// <param name="ToStop">Time to write a checkpoint and stop after it was asked; then it is killed.</param>
/// <param name="ToProgress">Time without any sign of progress after which it counts as hanging and is killed.</param>
public sealed record StageProcessLimits(TimeSpan ToStop, TimeSpan ToProgress);
