using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>
/// Anchored preference optimisation, downward anchor, for chosen answers worse than the model's own. D'Oosterlinck et al. 2024,
/// https://arxiv.org/abs/2408.06266, equation 8: L = sigmoid(r_c) + 1 - sigmoid(r_c - r_r).
/// </summary>
/// <param name="beta">Strength of the pull towards the reference, above 0.</param>
public sealed class ApoDownLoss(double beta) : PreferenceLoss(beta)
{
    /// <inheritdoc/>
    protected override Tensor Losses(ImplicitRewards rewards) => rewards.Chosen.sigmoid() + 1 - rewards.Margins.sigmoid();
}
