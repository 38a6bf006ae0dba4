using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>
/// Noise contrastive alignment on pairs. Chen et al. 2024, https://arxiv.org/abs/2402.05369, equation 11 as TRL has it:
/// L = -log sigmoid(r_c) - (log sigmoid(-r_c) + log sigmoid(-r_r)) / 2.
/// </summary>
/// <param name="beta">Strength of the pull towards the reference, above 0.</param>
public sealed class NcaLoss(double beta) : PreferenceLoss(beta)
{
    /// <inheritdoc/>
    protected override Tensor Losses(ImplicitRewards rewards) => -nn.functional.logsigmoid(rewards.Chosen)
        - 0.5 * nn.functional.logsigmoid(-rewards.Chosen) - 0.5 * nn.functional.logsigmoid(-rewards.Rejected);
}
