namespace Pivot.Runner.Reports.Model;

/// <summary>A stage that several trials share.</summary>
/// <param name="Stage">The stage, linked.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Trials">Trials that ask for it.</param>
/// <param name="Duration">Time it took once, as printed.</param>
/// <param name="Saved">Time saved, as printed.</param>
public sealed record SharedEntry(string Stage, string Kind, int Trials, string Duration, string Saved);
