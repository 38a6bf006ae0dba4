using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>
/// Anchored preference optimisation, zero anchor, for chosen answers better than the model's own. D'Oosterlinck et al. 2024, https://arxiv.org/abs/2408.06266,
/// equation 7: L = 1 - sigmoid(r_c) + sigmoid(r_r).
/// </summary>
/// <param name="beta">Strength of the pull towards the reference, above 0.</param>
public sealed class ApoZeroLoss(double beta) : PreferenceLoss(beta)
{
    /// <inheritdoc/>
    protected override Tensor Losses(ImplicitRewards rewards) => 1 - rewards.Chosen.sigmoid() + rewards.Rejected.sigmoid();
}
