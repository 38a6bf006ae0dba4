namespace Pivot.Runner.Reports.Model;

/// <summary>A training stage of one or more arms, over its seeds; numbers as printed.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Arms">The arms.</param>
/// <param name="Trained">Parts that are trained.</param>
/// <param name="Runs">Finished runs, one a seed.</param>
/// <param name="Steps">Optimizer updates a run and rows an update: <c>600 × 32</c>.</param>
/// <param name="TrainLoss">Last training loss.</param>
/// <param name="HeldOutLoss">Last held-out loss.</param>
/// <param name="Duration">Mean time a run.</param>
/// <param name="SamplesPerSecond">Mean throughput.</param>
/// <param name="Sources">The stages, linked.</param>
public sealed record TrainingEntry(
    string Stage, string Kind, string Arms, string Trained, int Runs, string Steps, string TrainLoss, string HeldOutLoss,
    string Duration, string SamplesPerSecond, string Sources)
{
    /// <summary>What became of the data's rows, in a sentence; empty where every row was taken as it is.</summary>
    public string Rows { get; init; } = "";

    /// <summary>How it was done other than asked, as the end of a sentence; empty where it was done as asked.</summary>
    public string Adjusted { get; init; } = "";

    /// <summary>The sign that leads to <see cref="Adjusted"/>, or empty.</summary>
    public string Mark { get; init; } = "";
}
