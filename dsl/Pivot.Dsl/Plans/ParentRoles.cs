namespace Pivot.Dsl.Plans;

/// <summary>What a node reads from a parent.</summary>
public static class ParentRoles
{
    /// <summary>The model it starts from or measures.</summary>
    public const string From = "from";

    /// <summary>A vision tower taken out of a finished stage (the PIVOT step).</summary>
    public const string VisionTower = "vision_tower";

    /// <summary>The reference's log-probabilities.</summary>
    public const string Reference = "reference";

    /// <summary>Features of the frozen encoder.</summary>
    public const string Features = "features";
}
