namespace Pivot.Dsl.Specs;

/// <summary><c>kind: dpo</c>: preference optimisation against a reference.</summary>
public sealed record DpoSpec : TrainingStageSpec
{
    /// <inheritdoc/>
    public override string Kind => "dpo";

    /// <summary>
    /// <c>sigmoid</c>: DPO on summed log-probabilities (arXiv 2305.18290, eq. 7); <c>ipo</c>: squared, on mean log-probabilities (arXiv 2310.12036); <c>hinge</c>
    /// (SLiC, arXiv 2305.10425); <c>mpo</c>: InternVL's mixture of preference, quality and generation (arXiv 2411.10442); and, by TRL's names, <c>sigmoid_norm</c>,
    /// <c>robust</c>, <c>exo_pair</c>, <c>nca_pair</c>, <c>sppo_hard</c>, <c>apo_zero</c>, <c>apo_down</c>, <c>bco_pair</c>.
    /// </summary>
    public string Loss { get; init; } = "sigmoid";

    /// <summary>Probability that a pair's label is wrong (conservative DPO), in [0, 0.5); of <c>sigmoid</c>, <c>mpo</c>, <c>robust</c> and <c>exo_pair</c>, where it is above 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Weights of the terms of <c>mpo</c>; null for the other losses, and for mpo's own weights.</summary>
    public MpoWeightsSpec? Weights { get; init; }

    /// <summary>Strength of the pull towards the reference, above 0.</summary>
    public double Beta { get; init; } = 0.1;

    /// <summary>The stage whose model is the reference; null means <see cref="StageSpec.From"/>. Its log-probabilities are a stage of their own.</summary>
    public string? Reference { get; init; }
}
