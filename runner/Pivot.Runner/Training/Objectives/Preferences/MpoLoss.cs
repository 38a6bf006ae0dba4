using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>
/// Mixed preference optimisation. Wang et al. 2024, https://arxiv.org/abs/2411.10442, equation 2: w_p L_sigmoid + w_q L_bco + w_g L_generation, the last the chosen
/// answers' cross-entropy by token. InternVL's weights are 0.8, 0.2 and 1.
/// </summary>
public sealed class MpoLoss : PreferenceLoss
{
    private readonly SigmoidLoss preference;
    private readonly BcoLoss quality;
    private readonly double preferenceWeight;
    private readonly double qualityWeight;

    /// <summary>Creates the loss.</summary>
    /// <param name="beta">Strength of the pull towards the reference, above 0.</param>
    /// <param name="preferenceWeight">w_p, at least 0.</param>
    /// <param name="qualityWeight">w_q, at least 0.</param>
    /// <param name="generationWeight">w_g, at least 0.</param>
    /// <param name="shift">Running mean of the rewards as in <see cref="BcoLoss"/>; null for 0, as TRL 1.9 has it.</param>
    /// <param name="labelSmoothing">Assumed share of pairs labelled the wrong way round, of the sigmoid loss, in [0, 0.5).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public MpoLoss(double beta, double preferenceWeight, double qualityWeight, double generationWeight, RewardShift? shift, double labelSmoothing = 0) : base(beta)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(preferenceWeight);
        ArgumentOutOfRangeException.ThrowIfNegative(qualityWeight);
        ArgumentOutOfRangeException.ThrowIfNegative(generationWeight);
        (this.preferenceWeight, this.qualityWeight, GenerationWeight) = (preferenceWeight, qualityWeight, generationWeight);
        (preference, quality) = (new SigmoidLoss(beta, labelSmoothing), new BcoLoss(beta, shift));
    }

    /// <inheritdoc/>
    public override double GenerationWeight { get; }

    /// <inheritdoc/>
    public override RewardShift? Shift => quality.Shift;

    /// <inheritdoc/>
    protected override Tensor Losses(ImplicitRewards rewards) => preferenceWeight * preference.Of(rewards) + qualityWeight * quality.Of(rewards);
}
