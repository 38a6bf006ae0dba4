namespace Pivot.Runner.Queue.Schedules;

/// <summary>What came of making a run.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Told">The run's folder, or what is wrong; one line.</param>
public sealed record MadeRun(MakingOutcome Outcome, string Told);
