namespace Pivot.Runner.Training.Objectives.Groups;

/// <summary>What distinguishes GRPO and its variants.</summary>
public sealed record GrpoSettings
{
    /// <summary>How far below 1 the probability ratio counts, in (0, 1).</summary>
    public double EpsilonLow { get; init; } = 0.2;

    /// <summary>How far above 1 it counts, above 0; more than <see cref="EpsilonLow"/> is DAPO's clip-higher.</summary>
    public double EpsilonHigh { get; init; } = 0.2;

    /// <summary>Weight of the KL divergence from the reference, at least 0; at 0 no reference is read.</summary>
    public double Beta { get; init; } = 0.04;

    /// <summary>How tokens become one number.</summary>
    public GroupAverage Average { get; init; } = GroupAverage.Answer;

    /// <summary>Longest answer allowed, in tokens; for <see cref="GroupAverage.Constant"/>.</summary>
    public int MaxAnswerTokens { get; init; }

    /// <summary>One ratio for a whole answer, the exponential of its mean log-ratio (GSPO, https://arxiv.org/abs/2507.18071), instead of one for each token.</summary>
    public bool AnswerRatio { get; init; }

    /// <summary>Largest ratio where it is not clipped (two-sided clipping, https://arxiv.org/abs/2505.07291), above 1 + <see cref="EpsilonHigh"/>; null for no bound.</summary>
    public double? Delta { get; init; }
}
