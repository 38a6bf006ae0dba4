namespace Pivot.Runner.Reports.Reading;

/// <summary>One line of a stage's <c>metrics.jsonl</c>.</summary>
/// <param name="Step">Optimizer updates done.</param>
/// <param name="Split"><c>train</c> or <c>held_out</c>.</param>
/// <param name="Values">Every other number of the line by name.</param>
internal sealed record CurvePoint(double Step, string Split, IReadOnlyDictionary<string, double> Values);
