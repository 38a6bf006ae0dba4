namespace Pivot.Dsl.Specs;

/// <summary>The map from the tower's width to the language model's.</summary>
public sealed record ProjectorSpec
{
    /// <summary>
    /// Architecture: <c>mlp</c> (Linear, GELU, Linear: LLaVA's mlp2x_gelu), <c>linear</c> (one Linear), <c>pixel_shuffle</c> (a block of patches side by side
    /// becomes one token, then an mlp) or <c>resampler</c> (each token attends to its block of patches, after TokenPacker, arXiv 2407.02392).
    /// </summary>
    public string Arch { get; init; } = "mlp";

    /// <summary>Number of linear layers of <c>mlp</c>: 2.</summary>
    public int Depth { get; init; } = 2;

    /// <summary>Side of the square block of patches that becomes one token, of <c>pixel_shuffle</c> and <c>resampler</c>; divides the side of the patches.</summary>
    public int Factor { get; init; } = 2;
}
