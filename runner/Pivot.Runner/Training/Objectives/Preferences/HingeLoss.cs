using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>The hinge on the margin, as SLiC calibrates (Zhao et al. 2023, https://arxiv.org/abs/2305.10425): L = max(0, 1 - (r_c - r_r)).</summary>
/// <param name="beta">Strength of the pull towards the reference, above 0; 1 / beta is the margin in log-probability.</param>
public sealed class HingeLoss(double beta) : PreferenceLoss(beta)
{
    /// <inheritdoc/>
    protected override Tensor Losses(ImplicitRewards rewards) => nn.functional.relu(1 - rewards.Margins);
}
