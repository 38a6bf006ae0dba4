using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>
/// Multinomial logistic regression with an L2 penalty, as scikit-learn's <c>LogisticRegression(C, solver="lbfgs")</c> defines it:
/// min 0.5 ||W||^2 + C sum_i CE(W x_i + b, y_i); the intercept is not penalised. The paper's read-out of a frozen encoder
/// (https://arxiv.org/abs/2510.16333, E.3).
/// </summary>
/// <remarks>
/// Full batch, 64 bits, from zero, so that nothing is random. It stops when no component of the gradient of sum CE + ||W||^2 / (2C) is
/// above the tolerance, which is the criterion of scikit-learn 1.2, the paper's version.
/// </remarks>
public sealed class LogisticRegression
{
    private readonly double c;
    private readonly double tolerance;
    private readonly int maxIterations;

    /// <summary>Creates the method.</summary>
    /// <param name="c">Inverse strength of the penalty, above 0.</param>
    /// <param name="tolerance">Largest gradient component at which the fit ends, above 0.</param>
    /// <param name="maxIterations">L-BFGS steps allowed, at least 1.</param>
    public LogisticRegression(double c, double tolerance = 1e-4, int maxIterations = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(c);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxIterations, 1);
        (this.c, this.tolerance, this.maxIterations) = (c, tolerance, maxIterations);
    }

    /// <summary>Fits weights and intercepts.</summary>
    /// <param name="features">Float [N, D], N at least 1; the work is done on their device.</param>
    /// <param name="labels">
    /// Classes of the rows, N of them, in 0..classes-1; a class without a row drives its intercept towards minus infinity.
    /// </param>
    /// <param name="classes">C: number of classes, at least 1.</param>
    /// <param name="cancel">Asked before every step.</param>
    /// <exception cref="ArgumentException">Rows and labels differ in number, or a label is no class.</exception>
    public LogisticModel Fit(Tensor features, IReadOnlyList<int> labels, int classes, CancellationToken cancel = default)
    {
        if (features.dim() != 2 || features.shape[0] != labels.Count || labels.Count == 0)
            throw new ArgumentException($"features [{string.Join(", ", features.shape)}] do not fit {labels.Count} labels");
        if (labels.Any(l => (uint)l >= (uint)classes))
            throw new ArgumentException($"a label is not one of the {classes} classes 0..{classes - 1}");

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var embedDim = (int)features.shape[1];
        var x = features.to_type(ScalarType.Float64); // [N, D]
        var y = tensor(labels.Select(l => (long)l).ToArray(), device: features.device).unsqueeze(1); // [N, 1]
        var transposed = x.t().contiguous(); // [D, N]

        // Divided by N C: values near 1 whatever N and C are, and the gradient's tolerance with them.
        var scale = 1.0 / labels.Count;
        double Evaluate(double[] point, double[] gradient)
        {
            using var step = NewDisposeScope();
            var parameters = from_array(point).reshape(classes, embedDim + 1).to(features.device); // [C, D + 1], the intercept last
            var weights = parameters.narrow(1, 0, embedDim); // [C, D]
            var logits = x.mm(weights.t()) + parameters.select(1, embedDim); // [N, C]
            var logProbabilities = nn.functional.log_softmax(logits, 1); // [N, C]
            var loss = logProbabilities.gather(1, y).sum() * -scale + weights.square().sum() * (scale / (2 * c));
            var error = logProbabilities.exp().scatter_add(1, y, full_like(y, -1, dtype: ScalarType.Float64)) * scale; // [N, C]
            var weightGradient = transposed.mm(error).t() + weights * (scale / c); // [C, D]
            cat([weightGradient, error.sum(dim: 0).unsqueeze(1)], 1).cpu().contiguous().data<double>().CopyTo(gradient);
            return loss.ToDouble();
        }

        var result = new Lbfgs(tolerance * scale, maxIterations).Minimise(Evaluate, new double[classes * (embedDim + 1)], cancel);
        var fitted = tensor(result.Point).reshape(classes, embedDim + 1).to(features.device);
        var fittedWeights = fitted.narrow(1, 0, embedDim).contiguous().DetachFromDisposeScope();
        var intercepts = fitted.select(1, embedDim).contiguous().DetachFromDisposeScope();
        return new(fittedWeights, intercepts, result.Value / scale * c, result.Iterations, result.Converged);
    }
}
