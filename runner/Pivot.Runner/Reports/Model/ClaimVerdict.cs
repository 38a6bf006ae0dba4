namespace Pivot.Runner.Reports.Model;

/// <summary>What the numbers say to a claim.</summary>
public enum ClaimVerdict
{
    /// <summary>Every interval that can be given lies where the claim expects it.</summary>
    Held,

    /// <summary>No part of any interval that can be given lies there.</summary>
    Refuted,

    /// <summary>The intervals leave it open, disagree, or cannot be given.</summary>
    Undecided,
}
