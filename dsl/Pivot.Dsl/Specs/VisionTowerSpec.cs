namespace Pivot.Dsl.Specs;

/// <summary>A vision tower: built fresh from its widths, or taken out of a finished stage (<see cref="From"/>).</summary>
public sealed record VisionTowerSpec
{
    /// <summary>Architecture: <c>siglip</c> (SigLIP and SigLIP 2 of a fixed resolution), <c>clip</c> or <c>dinov2</c>.</summary>
    public string Arch { get; init; } = "siglip";

    /// <summary><c>stages.NAME</c>: take the tower (its architecture and weights) out of that stage; the widths below are then not given.</summary>
    public string? From { get; init; }

    /// <summary>
    /// Folder of a checkpoint in HuggingFace's format whose tower is taken: <c>config.json</c> gives what is not written below, what is written must agree.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>Side of the square input in pixels.</summary>
    public int ImageSize { get; init; } = 48;

    /// <summary>Side of a patch in pixels; divides <see cref="ImageSize"/>.</summary>
    public int PatchSize { get; init; } = 8;

    /// <summary>Width of the residual stream (HuggingFace: hidden_size).</summary>
    public int Width { get; init; } = 96;

    /// <summary>Number of transformer blocks.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>Attention heads; divides <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Width of the MLP; default four times <see cref="Width"/>.</summary>
    public int? MlpWidth { get; init; }

    /// <summary>Which hidden state the projector and the probes read: -1 the last block's output, -2 the one before (LLaVA's select layer).</summary>
    public int FeatureLayer { get; init; } = -1;

    /// <summary>Register tokens (arXiv 2309.16588), which no one reads; <c>dinov2</c> only.</summary>
    public int Registers { get; init; }

    /// <summary>Form of the blocks' MLP, <c>gelu</c> or <c>swiglu</c>; the latter <c>dinov2</c> only.</summary>
    public string Mlp { get; init; } = "gelu";

    /// <summary>
    /// What the projector reads of the hidden state: <c>patches</c>, or <c>all</c>, class token and registers before them (LLaVA's select strategies default and full).
    /// A <c>siglip</c> has no class token: there both are the same.
    /// </summary>
    public string Tokens { get; init; } = "patches";

    /// <summary>Whether there is an attention-pooling head: always, but for a checkpoint that was saved without.</summary>
    internal bool HasHead { get; init; } = true;
}
