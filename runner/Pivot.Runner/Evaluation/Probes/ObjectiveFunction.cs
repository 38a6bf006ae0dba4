namespace Pivot.Runner.Evaluation.Probes;

/// <summary>A smooth function to minimise.</summary>
/// <param name="point">Where, [n].</param>
/// <param name="gradient">Receives the gradient there, [n].</param>
/// <returns>The value there.</returns>
internal delegate double ObjectiveFunction(double[] point, double[] gradient);
