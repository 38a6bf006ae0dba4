namespace Pivot.Runner.Training.Objectives.Groups;

/// <summary>What a reward's distance from its group's mean is divided by.</summary>
public enum AdvantageScale
{
    /// <summary>Nothing (Dr. GRPO).</summary>
    None,

    /// <summary>The group's standard deviation (GRPO).</summary>
    Group,

    /// <summary>The whole batch's standard deviation.</summary>
    Batch,
}
