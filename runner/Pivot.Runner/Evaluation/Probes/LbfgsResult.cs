namespace Pivot.Runner.Evaluation.Probes;

/// <summary>Where a minimisation ended.</summary>
/// <param name="Point">The best point found, [n].</param>
/// <param name="Value">The function's value there.</param>
/// <param name="Iterations">Steps taken.</param>
/// <param name="Converged">Whether the gradient's largest component fell to the tolerance.</param>
internal sealed record LbfgsResult(double[] Point, double Value, int Iterations, bool Converged);
