namespace Pivot.Runner.Models.Language;

/// <summary>The sizes of a decoder-only language model, and what sets one architecture apart from the other.</summary>
public sealed record LanguageShape
{
    /// <summary>Qwen2 and Qwen2.5 (arXiv 2407.10671): biases on queries, keys and values.</summary>
    public const string Qwen2 = "qwen2";

    /// <summary>Llama 1 to 3 (arXiv 2407.21783): biases as the model says, none in those that were published.</summary>
    public const string Llama = "llama";

    private readonly int? headDim;

    /// <summary>The architecture by its name in a spec: <see cref="Qwen2"/> or <see cref="Llama"/>.</summary>
    public string Arch { get; init; } = Qwen2;

    /// <summary>V: number of tokens.</summary>
    public required int VocabSize { get; init; }

    /// <summary>D: width of the residual stream (hidden_size).</summary>
    public required int EmbedDim { get; init; }

    /// <summary>Width of the SwiGLU MLP (intermediate_size).</summary>
    public required int MlpDim { get; init; }

    /// <summary>Number of transformer blocks.</summary>
    public required int NumLayers { get; init; }

    /// <summary>H: query heads; divides <see cref="EmbedDim"/> unless <see cref="HeadDim"/> is given.</summary>
    public required int NumHeads { get; init; }

    /// <summary>K: key and value heads; divides <see cref="NumHeads"/>.</summary>
    public required int NumKvHeads { get; init; }

    /// <summary>d: width of a head, even; D / H unless given, which a Llama may.</summary>
    public int HeadDim { get => headDim ?? EmbedDim / NumHeads; init => headDim = value; }

    /// <summary>Whether all four matrices of a Llama's attention have biases (attention_bias).</summary>
    public bool AttentionBias { get; init; }

    /// <summary>Whether the matrices of a Llama's MLP have biases (mlp_bias).</summary>
    public bool MlpBias { get; init; }

    /// <summary>Added to the mean square in every norm.</summary>
    public double RmsNormEps { get; init; } = 1e-6;

    /// <summary>Base of the rotary position embedding.</summary>
    public double RopeTheta { get; init; } = 10_000;

    /// <summary>How the rotary frequencies are stretched; null for not at all.</summary>
    public RopeScaling? RopeScaling { get; init; }

    /// <summary>Whether the output head is the embedding matrix.</summary>
    public bool TieWordEmbeddings { get; init; } = true;

    /// <summary>Longest sequence the model is meant for (max_position_embeddings); written into config.json, not enforced by the arithmetic.</summary>
    public required int MaxPositions { get; init; }

    /// <summary>Tokens that start, end and fill texts.</summary>
    public MarkTokens Marks { get; init; } = new();

    /// <summary>Whether queries, keys and values have biases.</summary>
    public bool HasQkvBias => Arch == Qwen2 || AttentionBias;

    /// <summary>Whether the attention's output has a bias.</summary>
    public bool HasOutputBias => Arch == Llama && AttentionBias;

    /// <summary>Checks the sizes.</summary>
    /// <exception cref="ArgumentException">A size is not positive, heads and widths do not divide, or the architecture has no such setting.</exception>
    public void Check()
    {
        if (Arch is not (Qwen2 or Llama)) throw new ArgumentException($"LanguageShape: Arch is '{Arch}'; there are {Qwen2} and {Llama}");
        ShapeCheck.Positive(nameof(LanguageShape), (nameof(VocabSize), VocabSize), (nameof(EmbedDim), EmbedDim), (nameof(MlpDim), MlpDim),
            (nameof(NumHeads), NumHeads), (nameof(NumKvHeads), NumKvHeads), (nameof(MaxPositions), MaxPositions));
        ShapeCheck.NotNegative(nameof(LanguageShape), nameof(NumLayers), NumLayers);
        if (headDim is null) ShapeCheck.Divides(nameof(LanguageShape), nameof(NumHeads), NumHeads, nameof(EmbedDim), EmbedDim);
        ShapeCheck.Divides(nameof(LanguageShape), nameof(NumKvHeads), NumKvHeads, nameof(NumHeads), NumHeads);
        ShapeCheck.Positive(nameof(LanguageShape), (nameof(HeadDim), HeadDim));
        if (HeadDim % 2 != 0)
            throw new ArgumentException($"LanguageShape: the head width {(headDim is null ? "EmbedDim / NumHeads " : "")}is {HeadDim}; rotary positions need an even one");
        if (Arch == Qwen2 && (long)HeadDim * NumHeads != EmbedDim)
            throw new ArgumentException($"LanguageShape: HeadDim is {HeadDim}; a {Qwen2}'s is EmbedDim / NumHeads = {EmbedDim / NumHeads}");
        if (Arch == Qwen2 && (AttentionBias || MlpBias)) throw new ArgumentException($"LanguageShape: AttentionBias and MlpBias are a {Llama}'s; a {Qwen2}'s biases are fixed");
        RopeScaling?.Check();
    }

    /// <summary>Radians a token by which each pair of a head's coordinates turns, [d / 2], stretched as <see cref="RopeScaling"/> says (arXiv 2104.09864).</summary>
    public float[] RopeFrequencies()
    {
        var frequencies = new float[HeadDim / 2];
        for (var index = 0; index < frequencies.Length; index++)
        {
            var plain = 1.0 / Math.Pow(RopeTheta, 2.0 * index / HeadDim);
            frequencies[index] = (float)(RopeScaling?.Stretch(plain) ?? plain);
        }
        return frequencies;
    }
}
