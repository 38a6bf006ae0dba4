using Pivot.Runner.Evaluation.Statistics;

namespace Pivot.Runner.Reports.Building;

/// <summary>What can be said about a difference of two cells.</summary>
/// <param name="OverSeeds">Welch's interval over seeds, or null where none can be given.</param>
/// <param name="OverItems">The paired bootstrap's interval over items, or null where the metric is no mean over stored items.</param>
/// <param name="Items">Number of items on both sides; 0 without <paramref name="OverItems"/>.</param>
internal sealed record DifferenceIntervals(Interval? OverSeeds, Interval? OverItems, int Items);
