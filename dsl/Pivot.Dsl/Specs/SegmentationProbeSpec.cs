namespace Pivot.Dsl.Specs;

/// <summary><c>kind: segmentation_probe</c>: a patch-level head on frozen features; mean IoU and macro recall (the paper, 4.2 and E.5).</summary>
public sealed record SegmentationProbeSpec : StageSpec
{
    /// <inheritdoc/>
    public override string Kind => "segmentation_probe";

    /// <inheritdoc cref="LinearProbeSpec.Features"/>
    public string Features { get; init; } = "encoder";

    /// <inheritdoc cref="LinearProbeSpec.Layer"/>
    public int? Layer { get; init; }

    /// <summary>Width of the head's hidden layer; 0 for a linear head.</summary>
    public int Hidden { get; init; } = 256;

    /// <summary>Passes over the training images.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Images per step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Peak learning rate of AdamW, above 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Test images drawn in the report.</summary>
    public int Pictures { get; init; } = 6;
}
