using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>
/// Running mean of all rewards seen, chosen and rejected (Jung et al. 2024, https://arxiv.org/abs/2404.04656, section 3.2): a batch of a training is taken in before the
/// mean is used. Batches without gradient, of an evaluation, only read it.
/// </summary>
public sealed class RewardShift : IObjectiveState
{
    /// <summary>Mean of the rewards seen.</summary>
    public double Mean { get; private set; }

    /// <summary>Number of rewards seen; two a pair.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Values => new Dictionary<string, double> { ["reward_mean"] = Mean, ["reward_count"] = Count };

    /// <inheritdoc/>
    public void Restore(IReadOnlyDictionary<string, double> values) => (Mean, Count) = (values["reward_mean"], (long)values["reward_count"]);

    /// <summary>The mean with these rewards in it; without gradient mode, as it is (of the batch itself where nothing was seen yet).</summary>
    /// <param name="rewards">The batch's rewards.</param>
    public double Next(ImplicitRewards rewards)
    {
        var mean = (rewards.Chosen.detach().mean().item<float>() + (double)rewards.Rejected.detach().mean().item<float>()) / 2;
        if (!is_grad_enabled()) return Count > 0 ? Mean : mean;
        var added = 2 * rewards.Chosen.shape[0];
        Mean += (mean - Mean) * added / (Count + added);
        Count += added;
        return Mean;
    }
}
