namespace Pivot.Dsl.Specs;

/// <summary><c>kind: dpo</c>: direct preference optimisation, sigmoid loss on summed log-probabilities (arXiv 2305.18290, eq. 7).</summary>
public sealed record DpoSpec : TrainingStageSpec
{
    /// <inheritdoc/>
    public override string Kind => "dpo";

    /// <summary>Strength of the pull towards the reference, above 0.</summary>
    public double Beta { get; init; } = 0.1;

    /// <summary>The stage whose model is the reference; null means <see cref="StageSpec.From"/>. Its log-probabilities are a stage of their own.</summary>
    public string? Reference { get; init; }
}
