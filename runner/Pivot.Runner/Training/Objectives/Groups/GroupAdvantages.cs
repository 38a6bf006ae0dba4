using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Groups;

/// <summary>
/// Advantages of answers sampled in groups of G for one prompt: A = (r - mean of the group) / (std + 1e-4), the standard deviation unbiased. Shao et al. 2024,
/// https://arxiv.org/abs/2402.03300, section 4.1.2; without the division, Liu et al. 2025, https://arxiv.org/abs/2503.20783.
/// </summary>
public static class GroupAdvantages
{
    private const double Epsilon = 1e-4;

    /// <summary>The advantages.</summary>
    /// <param name="rewards">float [N], consecutive groups of <paramref name="groupSize"/>.</param>
    /// <param name="groupSize">G, at least 2; divides N.</param>
    /// <param name="scale">What is divided by.</param>
    /// <returns>float [N]; a group of equal rewards has advantage 0.</returns>
    /// <exception cref="ArgumentException">The rewards are not whole groups.</exception>
    public static Tensor Of(Tensor rewards, int groupSize, AdvantageScale scale)
    {
        Shapes.Require(groupSize > 1 && rewards.dim() == 1 && rewards.shape[0] > 0 && rewards.shape[0] % groupSize == 0,
            $"rewards must be [N], N a multiple of the group size {groupSize}, which is at least 2", rewards);
        var groups = rewards.view(-1, groupSize); // [N / G, G]
        var centred = groups - groups.mean([1], keepdim: true); // [N / G, G]
        var advantages = scale switch
        {
            AdvantageScale.None => centred,
            AdvantageScale.Group => centred / (groups.std(1, unbiased: true, keepdim: true) + Epsilon),
            AdvantageScale.Batch => centred / (rewards.std(unbiased: true) + Epsilon),
            _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, "not one of None, Group, Batch"),
        };
        return advantages.reshape(-1); // [N]
    }
}
