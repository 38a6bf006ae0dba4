using Pivot.Dsl.Graphs;

namespace Pivot.Dsl.Plans.Forecasts;

/// <summary>What a node is expected to take.</summary>
/// <param name="Cost">Its counts, which are exact where its data was counted.</param>
/// <param name="Seconds">Seconds of work, or null where its operations could not be counted.</param>
/// <param name="Basis">Where the speed is from; empty where <paramref name="Seconds"/> is null.</param>
public sealed record StageForecast(StageCost Cost, double? Seconds, string Basis);
