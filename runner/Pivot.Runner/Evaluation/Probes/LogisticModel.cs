using static TorchSharp.torch;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>A fitted <see cref="LogisticRegression"/>.</summary>
/// <param name="Weights">Float64 [C, D].</param>
/// <param name="Intercepts">Float64 [C].</param>
/// <param name="Objective">0.5 ||W||^2 + C sum CE where the fit ended.</param>
/// <param name="Iterations">L-BFGS steps taken.</param>
/// <param name="Converged">Whether the tolerance was met within the allowed steps.</param>
public sealed record LogisticModel(Tensor Weights, Tensor Intercepts, double Objective, int Iterations, bool Converged) : IDisposable
{
    /// <summary>Unnormalised log-probabilities of the classes.</summary>
    /// <param name="features">Float [N, D], on the weights' device.</param>
    /// <returns>Float64 [N, C].</returns>
    public Tensor Logits(Tensor features) => features.to_type(ScalarType.Float64).mm(Weights.t()) + Intercepts;

    /// <inheritdoc/>
    public void Dispose()
    {
        Weights.Dispose();
        Intercepts.Dispose();
    }
}
