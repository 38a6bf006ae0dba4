using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>
/// Identity preference optimisation. Azar et al. 2023, https://arxiv.org/abs/2310.12036, equation 17, on log-probabilities averaged over each answer as TRL has
/// it: L = (h - 1 / (2 beta))^2, h the difference of the mean log-ratios.
/// </summary>
/// <param name="beta">Regularisation (tau), above 0.</param>
public sealed class IpoLoss(double beta) : PreferenceLoss(beta)
{
    /// <inheritdoc/>
    protected override Tensor Losses(ImplicitRewards rewards) => (rewards.MarginsPerToken / Beta - 1 / (2 * Beta)).square();
}
