using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives;

/// <summary>
/// Direct preference optimisation, sigmoid loss. Rafailov et al. 2023, https://arxiv.org/abs/2305.18290, equation 7:
/// L = -log sigmoid(h), h = beta [(log pi(y_c) - log pi_ref(y_c)) - (log pi(y_r) - log pi_ref(y_r))].
/// With label smoothing e (conservative DPO, https://ericmitchell.ai/cdpo.pdf): L = -(1-e) log sigmoid(h) - e log sigmoid(-h).
/// </summary>
public sealed class DpoLoss
{
    private readonly double beta;
    private readonly double labelSmoothing;

    /// <summary>Creates the loss.</summary>
    /// <param name="beta">Strength of the pull towards the reference, above 0.</param>
    /// <param name="labelSmoothing">Assumed share of pairs labelled the wrong way round, in [0, 0.5).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public DpoLoss(double beta, double labelSmoothing = 0)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), beta, "beta must be above 0");
        if (labelSmoothing is not (>= 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "label smoothing must be in [0, 0.5)");
        this.beta = beta;
        this.labelSmoothing = labelSmoothing;
    }

    /// <summary>The loss of K pairs, from log-probabilities summed over each answer's tokens.</summary>
    /// <param name="policyChosen">log pi of the chosen answers, float [K], K at least 1.</param>
    /// <param name="policyRejected">log pi of the rejected answers, float [K].</param>
    /// <param name="referenceChosen">log pi_ref of the chosen answers, float [K]; no gradient flows into it.</param>
    /// <param name="referenceRejected">log pi_ref of the rejected answers, float [K]; no gradient flows into it.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or there is no pair.</exception>
    public DpoTerms Compute(Tensor policyChosen, Tensor policyRejected, Tensor referenceChosen, Tensor referenceRejected)
    {
        Tensor[] all = [policyChosen, policyRejected, referenceChosen, referenceRejected];
        Shapes.Require(policyChosen.dim() == 1 && policyChosen.shape[0] > 0 && all.All(t => t.shape.SequenceEqual(policyChosen.shape)),
            "log-probabilities must be four times [K], K at least 1", all);

        var chosen = beta * (policyChosen - referenceChosen.detach()); // [K]
        var rejected = beta * (policyRejected - referenceRejected.detach()); // [K]
        var margins = chosen - rejected; // [K]
        var losses = -nn.functional.logsigmoid(margins); // [K]
        if (labelSmoothing > 0)
            losses = (1 - labelSmoothing) * losses - labelSmoothing * nn.functional.logsigmoid(-margins);
        return new(losses.mean(), losses.detach(), chosen.detach(), rejected.detach(),
            margins.detach().gt(0).to_type(ScalarType.Float32).mean(), margins.detach().mean());
    }
}
