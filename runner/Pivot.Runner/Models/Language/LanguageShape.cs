namespace Pivot.Runner.Models.Language;

/// <summary>The sizes of a decoder-only language model.</summary>
public sealed record LanguageShape
{
    /// <summary>V: number of tokens.</summary>
    public required int VocabSize { get; init; }

    /// <summary>D: width of the residual stream (hidden_size).</summary>
    public required int EmbedDim { get; init; }

    /// <summary>Width of the SwiGLU MLP (intermediate_size).</summary>
    public required int MlpDim { get; init; }

    /// <summary>Number of transformer blocks.</summary>
    public required int NumLayers { get; init; }

    /// <summary>Query heads; divides <see cref="EmbedDim"/>, and D / heads is even.</summary>
    public required int NumHeads { get; init; }

    /// <summary>Key and value heads; divides <see cref="NumHeads"/>.</summary>
    public required int NumKvHeads { get; init; }

    /// <summary>Added to the mean square in every norm.</summary>
    public double RmsNormEps { get; init; } = 1e-6;

    /// <summary>Base of the rotary position embedding.</summary>
    public double RopeTheta { get; init; } = 10_000;

    /// <summary>Whether the output head is the embedding matrix.</summary>
    public bool TieWordEmbeddings { get; init; } = true;

    /// <summary>Longest sequence the model is meant for (max_position_embeddings); written into config.json, not enforced by the arithmetic.</summary>
    public required int MaxPositions { get; init; }

    /// <summary>d: width of a head.</summary>
    public int HeadDim => EmbedDim / NumHeads;

    /// <summary>Checks the sizes.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or heads and widths do not divide.</exception>
    public void Check()
    {
        ShapeCheck.Positive(nameof(LanguageShape), (nameof(VocabSize), VocabSize), (nameof(EmbedDim), EmbedDim), (nameof(MlpDim), MlpDim),
            (nameof(NumHeads), NumHeads), (nameof(NumKvHeads), NumKvHeads), (nameof(MaxPositions), MaxPositions));
        ShapeCheck.NotNegative(nameof(LanguageShape), nameof(NumLayers), NumLayers);
        ShapeCheck.Divides(nameof(LanguageShape), nameof(NumHeads), NumHeads, nameof(EmbedDim), EmbedDim);
        ShapeCheck.Divides(nameof(LanguageShape), nameof(NumKvHeads), NumKvHeads, nameof(NumHeads), NumHeads);
        if (HeadDim % 2 != 0)
            throw new ArgumentException($"LanguageShape: the head width EmbedDim / NumHeads is {HeadDim}; rotary positions need an even one");
    }
}
