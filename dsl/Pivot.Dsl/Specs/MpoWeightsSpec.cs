namespace Pivot.Dsl.Specs;

/// <summary>Weights of the terms of mixed preference optimisation (arXiv 2411.10442, eq. 3), each at least 0 and not all of them 0.</summary>
public sealed record MpoWeightsSpec
{
    /// <summary>Weight of the preference loss (DPO's sigmoid).</summary>
    public double Preference { get; init; } = 0.8;

    /// <summary>Weight of the quality loss (BCO's).</summary>
    public double Quality { get; init; } = 0.2;

    /// <summary>Weight of the generation loss (cross-entropy of the chosen answer).</summary>
    public double Generation { get; init; } = 1;
}
