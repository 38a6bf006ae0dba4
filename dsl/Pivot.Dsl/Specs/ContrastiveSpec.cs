namespace Pivot.Dsl.Specs;

/// <summary><c>kind: contrastive</c>: vision tower and a text tower learn to match images and captions.</summary>
public sealed record ContrastiveSpec : TrainingStageSpec
{
    /// <inheritdoc/>
    public override string Kind => "contrastive";

    /// <summary>The loss, which is the tower's own: <c>siglip</c> (sigmoid of every pair, arXiv 2303.15343) or <c>clip</c> (softmax over the batch, arXiv 2103.00020).</summary>
    public string Loss { get; init; } = "siglip";
}
