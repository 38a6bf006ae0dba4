using Pivot.Runner.Models.Layers;

namespace Pivot.Runner.Models.Vision;

/// <summary>The sizes that the text tower beside a vision tower has; an architecture's own record adds the rest.</summary>
public abstract record TextShape
{
    /// <summary>V: number of tokens.</summary>
    public required int VocabSize { get; init; }

    /// <summary>D: width of the residual stream (hidden_size).</summary>
    public required int EmbedDim { get; init; }

    /// <summary>Width of the MLP (intermediate_size).</summary>
    public required int MlpDim { get; init; }

    /// <summary>Number of transformer blocks.</summary>
    public required int NumLayers { get; init; }

    /// <summary>Attention heads; divides <see cref="EmbedDim"/>.</summary>
    public required int NumHeads { get; init; }

    /// <summary>L: longest text in tokens (max_position_embeddings).</summary>
    public required int MaxPositions { get; init; }

    /// <summary>Added to the variance in every layer norm.</summary>
    public double LayerNormEps { get; init; } = 1e-6;

    /// <summary>Inside the MLPs (hidden_act).</summary>
    public Activation Activation { get; init; }

    /// <summary>Token that starts a text (bos_token_id); the tower does not read it, the file says it.</summary>
    public int StartToken { get; init; } = 49406;

    /// <summary>Token that ends a text (eos_token_id).</summary>
    public int EndToken { get; init; } = 49407;

    /// <summary>Token that fills a text up (pad_token_id); the tower does not read it, the file says it.</summary>
    public int PadToken { get; init; } = 1;

    /// <summary>Checks the sizes.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or the heads do not divide the width.</exception>
    public virtual void Check()
    {
        var name = GetType().Name;
        ShapeCheck.Positive(name, (nameof(VocabSize), VocabSize), (nameof(EmbedDim), EmbedDim), (nameof(MlpDim), MlpDim),
            (nameof(NumHeads), NumHeads), (nameof(MaxPositions), MaxPositions));
        ShapeCheck.NotNegative(name, nameof(NumLayers), NumLayers);
        ShapeCheck.Divides(name, nameof(NumHeads), NumHeads, nameof(EmbedDim), EmbedDim);
    }
}
