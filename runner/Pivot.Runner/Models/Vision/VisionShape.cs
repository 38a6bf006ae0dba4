namespace Pivot.Runner.Models.Vision;

/// <summary>The sizes that every vision tower has; an architecture's own record adds the rest.</summary>
public abstract record VisionShape
{
    /// <summary>Side of the square input in pixels.</summary>
    public required int ImageSize { get; init; }

    /// <summary>Side of a patch in pixels.</summary>
    public required int PatchSize { get; init; }

    /// <summary>D: width of the residual stream (hidden_size).</summary>
    public required int EmbedDim { get; init; }

    /// <summary>Width of the MLP (intermediate_size).</summary>
    public required int MlpDim { get; init; }

    /// <summary>Number of transformer blocks.</summary>
    public required int NumLayers { get; init; }

    /// <summary>Attention heads; divides <see cref="EmbedDim"/>.</summary>
    public required int NumHeads { get; init; }

    /// <summary>Added to the variance in every layer norm.</summary>
    public double LayerNormEps { get; init; } = 1e-6;

    /// <summary>Colour channels.</summary>
    public int NumChannels { get; init; } = 3;

    /// <summary>The architecture by its name in a spec: <c>siglip</c>, <c>clip</c>, <c>dinov2</c>.</summary>
    public abstract string Arch { get; }

    /// <summary>Tokens before the patches: class token and registers; 0 for a tower of patches alone.</summary>
    public abstract int PrefixTokens { get; }

    /// <summary>
    /// What config.json says that is in no tensor's shape and in no spec, the norms' epsilon aside, for a digest: empty where it is the architecture's own.
    /// </summary>
    public virtual string Unwritten => "";

    /// <summary>Patches along one side of the image.</summary>
    public int PatchesPerSide => ImageSize / PatchSize;

    /// <summary>P: patches in an image.</summary>
    public int NumPatches => PatchesPerSide * PatchesPerSide;

    /// <summary>Checks the sizes.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or the heads do not divide the width.</exception>
    public virtual void Check()
    {
        var name = GetType().Name;
        ShapeCheck.Positive(name, (nameof(ImageSize), ImageSize), (nameof(PatchSize), PatchSize), (nameof(EmbedDim), EmbedDim),
            (nameof(MlpDim), MlpDim), (nameof(NumHeads), NumHeads), (nameof(NumChannels), NumChannels));
        ShapeCheck.NotNegative(name, nameof(NumLayers), NumLayers);
        ShapeCheck.Divides(name, nameof(NumHeads), NumHeads, nameof(EmbedDim), EmbedDim);
        if (PatchSize > ImageSize) throw new ArgumentException($"{name}: PatchSize {PatchSize} is larger than ImageSize {ImageSize}");
    }

    /// <summary>Blocks that run before HuggingFace's hidden_states[layer].</summary>
    /// <param name="layer">-NumLayers - 1 .. NumLayers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    internal int BlocksBefore(int layer)
    {
        var count = layer < 0 ? NumLayers + 1 + layer : layer;
        return count >= 0 && count <= NumLayers ? count
            : throw new ArgumentOutOfRangeException(nameof(layer), $"layer {layer} is not among hidden states {-NumLayers - 1}..{NumLayers}");
    }

    /// <summary>The same number, if there is such a block.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    internal int Block(int block) => block >= 0 && block < NumLayers ? block
        : throw new ArgumentOutOfRangeException(nameof(block), $"block {block} is not among the tower's {NumLayers}");
}
