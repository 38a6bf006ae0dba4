namespace Pivot.Runner.Models.Vision;

/// <summary>The sizes of SigLIP's text tower.</summary>
public sealed record SiglipTextShape
{
    /// <summary>V: number of tokens.</summary>
    public required int VocabSize { get; init; }

    /// <summary>D: width of the residual stream (hidden_size); equals the vision tower's in a <see cref="SiglipModel"/>.</summary>
    public required int EmbedDim { get; init; }

    /// <summary>Width of the MLP (intermediate_size).</summary>
    public required int MlpDim { get; init; }

    /// <summary>Number of transformer blocks.</summary>
    public required int NumLayers { get; init; }

    /// <summary>Attention heads; divides <see cref="EmbedDim"/>.</summary>
    public required int NumHeads { get; init; }

    /// <summary>L: longest text in tokens (max_position_embeddings); SigLIP pads every text to it.</summary>
    public required int MaxPositions { get; init; }

    /// <summary>Added to the variance in every layer norm.</summary>
    public double LayerNormEps { get; init; } = 1e-6;

    /// <summary>Checks the sizes.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or the heads do not divide the width.</exception>
    public void Check()
    {
        ShapeCheck.Positive(nameof(SiglipTextShape), (nameof(VocabSize), VocabSize), (nameof(EmbedDim), EmbedDim), (nameof(MlpDim), MlpDim),
            (nameof(NumHeads), NumHeads), (nameof(MaxPositions), MaxPositions));
        ShapeCheck.NotNegative(nameof(SiglipTextShape), nameof(NumLayers), NumLayers);
        ShapeCheck.Divides(nameof(SiglipTextShape), nameof(NumHeads), NumHeads, nameof(EmbedDim), EmbedDim);
    }
}
