using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>
/// Robust DPO, whose expectation under flipped labels is the clean loss. Chowdhury et al. 2024, https://arxiv.org/abs/2403.00409, equation 8:
/// L = (-(1-e) log sigmoid(h) + e log sigmoid(-h)) / (1 - 2e), h = r_c - r_r.
/// </summary>
/// <param name="beta">Strength of the pull towards the reference, above 0.</param>
/// <param name="labelSmoothing">e: share of pairs labelled the wrong way round, in [0, 0.5).</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
public sealed class RobustLoss(double beta, double labelSmoothing) : PreferenceLoss(beta)
{
    private readonly double labelSmoothing = Smoothing(labelSmoothing);

    /// <inheritdoc/>
    protected override Tensor Losses(ImplicitRewards rewards)
    {
        var margins = rewards.Margins; // [K]
        return (labelSmoothing * nn.functional.logsigmoid(-margins) - (1 - labelSmoothing) * nn.functional.logsigmoid(margins)) / (1 - 2 * labelSmoothing);
    }
}
