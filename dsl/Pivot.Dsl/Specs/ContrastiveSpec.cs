namespace Pivot.Dsl.Specs;

/// <summary><c>kind: contrastive</c>: vision tower and a text tower learn to match images and captions (SigLIP, arXiv 2303.15343).</summary>
public sealed record ContrastiveSpec : TrainingStageSpec
{
    /// <inheritdoc/>
    public override string Kind => "contrastive";

    /// <summary>The loss: <c>siglip</c>.</summary>
    public string Loss { get; init; } = "siglip";
}
