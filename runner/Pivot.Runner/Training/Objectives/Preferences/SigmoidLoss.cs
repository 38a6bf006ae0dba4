using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>
/// Direct preference optimisation, sigmoid loss. Rafailov et al. 2023, https://arxiv.org/abs/2305.18290, equation 7: L = -log sigmoid(r_c - r_r).
/// With label smoothing e (conservative DPO, https://ericmitchell.ai/cdpo.pdf): L = -(1-e) log sigmoid(r_c - r_r) - e log sigmoid(r_r - r_c).
/// </summary>
/// <param name="beta">Strength of the pull towards the reference, above 0.</param>
/// <param name="labelSmoothing">Assumed share of pairs labelled the wrong way round, in [0, 0.5).</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
public sealed class SigmoidLoss(double beta, double labelSmoothing = 0) : PreferenceLoss(beta)
{
    private readonly double labelSmoothing = Smoothing(labelSmoothing);

    /// <inheritdoc/>
    protected override Tensor Losses(ImplicitRewards rewards)
    {
        var margins = rewards.Margins; // [K]
        var losses = -nn.functional.logsigmoid(margins); // [K]
        return labelSmoothing > 0 ? (1 - labelSmoothing) * losses - labelSmoothing * nn.functional.logsigmoid(-margins) : losses;
    }
}
