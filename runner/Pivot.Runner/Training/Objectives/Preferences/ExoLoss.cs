using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>
/// Efficient exact optimisation on pairs. Ji et al. 2024, https://arxiv.org/abs/2402.00856, equation 16: the reverse KL divergence from the policy's preference,
/// sigmoid(h), to the labels smoothed by e, h = r_c - r_r.
/// </summary>
/// <param name="beta">Strength of the pull towards the reference, above 0.</param>
/// <param name="labelSmoothing">e, in (0, 0.5): at 0 the divergence is infinite.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
public sealed class ExoLoss(double beta, double labelSmoothing) : PreferenceLoss(beta)
{
    private readonly double labelSmoothing = Smoothing(labelSmoothing, least: false);

    /// <inheritdoc/>
    protected override Tensor Losses(ImplicitRewards rewards)
    {
        var margins = rewards.Margins; // [K]
        return margins.sigmoid() * (nn.functional.logsigmoid(margins) - Math.Log(1 - labelSmoothing))
            + (-margins).sigmoid() * (nn.functional.logsigmoid(-margins) - Math.Log(labelSmoothing));
    }
}
