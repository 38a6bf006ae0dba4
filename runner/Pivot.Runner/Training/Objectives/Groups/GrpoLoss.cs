using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Groups;

/// <summary>
/// Group relative policy optimisation. Shao et al. 2024, https://arxiv.org/abs/2402.03300, equation 3: for each token
/// -min(w A, clip(w, 1 - e_low, 1 + e_high) A) + beta k3, w = pi / pi_old, k3 = pi_ref / pi - log(pi_ref / pi) - 1; with the averages and ratios of its variants.
/// </summary>
public sealed class GrpoLoss
{
    private readonly GrpoSettings settings;

    /// <summary>Creates the loss.</summary>
    /// <param name="settings">Which variant.</param>
    /// <exception cref="ArgumentException">A setting is out of its range, or the constant average has no longest answer.</exception>
    public GrpoLoss(GrpoSettings settings)
    {
        if (settings.EpsilonLow is not (> 0 and < 1)) throw new ArgumentException($"epsilon_low must be in (0, 1), found {settings.EpsilonLow}");
        if (!(settings.EpsilonHigh > 0)) throw new ArgumentException($"epsilon_high must be above 0, found {settings.EpsilonHigh}");
        if (!(settings.Beta >= 0)) throw new ArgumentException($"beta must be at least 0, found {settings.Beta}");
        if (settings.Average == GroupAverage.Constant && settings.MaxAnswerTokens < 1)
            throw new ArgumentException("an average by the longest answer allowed needs that length");
        if (settings.Delta is { } delta && !(delta > 1 + settings.EpsilonHigh))
            throw new ArgumentException($"delta must be above 1 + epsilon_high = {1 + settings.EpsilonHigh}, found {delta}");
        this.settings = settings;
    }

    /// <summary>The loss of N answers.</summary>
    /// <param name="batch">The answers.</param>
    /// <param name="updateTokens">Real tokens of the whole update, for <see cref="GroupAverage.Update"/>; null for this batch's own.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or there is no reference though beta is above 0.</exception>
    public GrpoTerms Compute(GrpoBatch batch, long? updateTokens = null)
    {
        Check(batch);
        var mask = batch.Mask; // [N, T]
        var advantages = batch.Advantages.detach().unsqueeze(1); // [N, 1]
        var logRatios = batch.Policy - (batch.Old ?? batch.Policy).detach(); // [N, T]
        if (settings.AnswerRatio) logRatios = ((logRatios * mask).sum(1) / mask.sum(1).clamp_min(1)).unsqueeze(1); // [N, 1]
        var ratios = logRatios.exp(); // [N, T] or [N, 1]
        var clipped = ratios.clamp(1 - settings.EpsilonLow, 1 + settings.EpsilonHigh);
        if (settings.Delta is { } delta) ratios = ratios.clamp_max(delta);
        var losses = -minimum(ratios * advantages, clipped * advantages); // [N, T] or [N, 1]
        var kl = zeros_like(mask); // [N, T]
        if (settings.Beta > 0)
        {
            var away = batch.Reference!.detach() - batch.Policy; // [N, T]
            kl = away.exp() - away - 1;
            losses = losses + settings.Beta * kl;
        }

        var loss = Mean(losses, mask, updateTokens);
        using var noGrad = no_grad();
        var low = ratios.lt(1 - settings.EpsilonLow).logical_and(advantages.lt(0)).to_type(ScalarType.Float32);
        var high = ratios.gt(1 + settings.EpsilonHigh).logical_and(advantages.gt(0)).to_type(ScalarType.Float32);
        return new GrpoTerms(loss, Share(kl.detach(), mask), Share(low, mask), Share(high, mask), Share(low + high, mask),
            ByAnswer(low, mask).min(), ByAnswer(high, mask).max());
    }

    private Tensor Mean(Tensor losses, Tensor mask, long? updateTokens) => settings.Average switch
    {
        GroupAverage.Answer => ((losses * mask).sum(1) / mask.sum(1).clamp_min(1)).mean(),
        GroupAverage.Token => (losses * mask).sum() / mask.sum().clamp_min(1),
        GroupAverage.Constant => (losses * mask).sum() / ((double)mask.size(0) * settings.MaxAnswerTokens),
        GroupAverage.Update => updateTokens is { } tokens ? (losses * mask).sum() / tokens : (losses * mask).sum() / mask.sum().clamp_min(1),
        _ => throw new InvalidOperationException($"no such average: {settings.Average}"),
    };

    // Of answers, not of tokens, where an answer has one ratio.
    private static Tensor Share(Tensor values, Tensor mask) =>
        values.size(1) == mask.size(1) ? (values * mask).sum() / mask.sum().clamp_min(1) : values.mean();

    private static Tensor ByAnswer(Tensor values, Tensor mask) =>
        values.size(1) == mask.size(1) ? (values * mask).sum(1) / mask.sum(1).clamp_min(1) : values.squeeze(1); // [N]

    private void Check(GrpoBatch batch)
    {
        var (policy, mask) = (batch.Policy, batch.Mask);
        Tensor?[] others = [batch.Old, batch.Reference];
        Shapes.Require(policy.dim() == 2 && policy.shape[0] > 0 && policy.shape[1] > 0 && mask.shape.SequenceEqual(policy.shape)
            && others.All(t => t is null || t.shape.SequenceEqual(policy.shape)) && batch.Advantages.dim() == 1 && batch.Advantages.shape[0] == policy.shape[0],
            "log-probabilities and mask must be [N, T], advantages [N]", policy, mask, batch.Advantages);
        if (settings.Beta > 0 && batch.Reference is null) throw new ArgumentException("beta is above 0 and there are no log-probabilities of a reference");
    }
}
