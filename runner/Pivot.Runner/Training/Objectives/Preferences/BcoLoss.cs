using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>
/// Binary classifier optimisation on pairs. Jung et al. 2024, https://arxiv.org/abs/2404.04656, equation 14: L = -log sigmoid(r_c - d) - log sigmoid(d - r_r), d the
/// running mean of the rewards (TRL 0.12, InternVL) or 0 (TRL 1.9).
/// </summary>
/// <param name="beta">Strength of the pull towards the reference, above 0.</param>
/// <param name="shift">d, which takes the batch's rewards in before it is used; null for 0.</param>
public sealed class BcoLoss(double beta, RewardShift? shift = null) : PreferenceLoss(beta)
{
    /// <inheritdoc/>
    public override RewardShift? Shift => shift;

    /// <inheritdoc/>
    protected override Tensor Losses(ImplicitRewards rewards)
    {
        var at = shift?.Next(rewards) ?? 0;
        return -nn.functional.logsigmoid(rewards.Chosen - at) - nn.functional.logsigmoid(at - rewards.Rejected);
    }
}
