namespace Pivot.Runner.Training.Objectives.Groups;

/// <summary>How the losses of tokens become one number.</summary>
public enum GroupAverage
{
    /// <summary>Mean over answers of each answer's mean over tokens (GRPO, https://arxiv.org/abs/2402.03300).</summary>
    Answer,

    /// <summary>Mean over all tokens of the batch (TRL: bnpo).</summary>
    Token,

    /// <summary>Sum over all tokens by answers times the longest answer allowed (Dr. GRPO, https://arxiv.org/abs/2503.20783): no bias by length.</summary>
    Constant,

    /// <summary>Sum over the tokens of a micro-batch by the tokens of the whole update (DAPO, https://arxiv.org/abs/2503.14476).</summary>
    Update,
}
