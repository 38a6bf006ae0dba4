namespace Pivot.Runner.Reports.Model;

/// <summary>A stage that failed, and what that stopped.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Arms">Arms that ask for it.</param>
/// <param name="Seeds">Seeds that ask for it, as printed.</param>
/// <param name="Link">Its line in the list of stages.</param>
/// <param name="Cause">Why it failed.</param>
/// <param name="Stopped">Stages not started because of it, as printed; empty if none.</param>
public sealed record FailureEntry(string Stage, string Kind, string Arms, string Seeds, string Link, string Cause, string Stopped);
