using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>
/// Self-play preference optimisation with hard labels. Wu et al. 2024, https://arxiv.org/abs/2405.00675, as TRL has it:
/// L = (l_c - 1 / (2 beta))^2 + (l_r + 1 / (2 beta))^2, l = log pi - log pi_ref.
/// </summary>
/// <param name="beta">1 / eta of the paper, above 0.</param>
public sealed class SppoLoss(double beta) : PreferenceLoss(beta)
{
    /// <inheritdoc/>
    protected override Tensor Losses(ImplicitRewards rewards) =>
        (rewards.Chosen / Beta - 0.5 / Beta).square() + (rewards.Rejected / Beta + 0.5 / Beta).square();
}
