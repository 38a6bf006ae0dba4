namespace Pivot.Runner.Evaluation.Metrics;

/// <summary>How many of some items are right.</summary>
/// <param name="Accuracy">Share of right items, in [0, 1].</param>
/// <param name="Count">Number of items, at least 1.</param>
public sealed record GroupScore(double Accuracy, int Count);
