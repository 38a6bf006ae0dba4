using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>The sigmoid loss on log-ratios averaged over each answer (TRL: sigmoid_norm): L = -log sigmoid(r_c / n_c - r_r / n_r).</summary>
/// <param name="beta">Strength of the pull towards the reference, above 0.</param>
public sealed class LengthNormalisedLoss(double beta) : PreferenceLoss(beta)
{
    /// <inheritdoc/>
    protected override Tensor Losses(ImplicitRewards rewards) => -nn.functional.logsigmoid(rewards.MarginsPerToken);
}
