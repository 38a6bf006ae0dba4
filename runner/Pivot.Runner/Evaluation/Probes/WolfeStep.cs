namespace Pivot.Runner.Evaluation.Probes;

/// <summary>A point along a search direction.</summary>
/// <param name="Length">Distance in units of the direction.</param>
/// <param name="Value">The function's value there.</param>
/// <param name="Slope">Its derivative along the direction there.</param>
/// <param name="Point">The point, [n].</param>
/// <param name="Gradient">The gradient there, [n].</param>
internal sealed record WolfeStep(double Length, double Value, double Slope, double[] Point, double[] Gradient);
