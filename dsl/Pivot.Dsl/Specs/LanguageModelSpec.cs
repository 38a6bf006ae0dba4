namespace Pivot.Dsl.Specs;

/// <summary>A language model, built fresh from its widths.</summary>
public sealed record LanguageModelSpec
{
    /// <summary>Architecture: <c>qwen2</c>.</summary>
    public string Arch { get; init; } = "qwen2";

    /// <summary>Width of the residual stream.</summary>
    public int Width { get; init; } = 96;

    /// <summary>Number of transformer blocks.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>Query heads; divides <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Key and value heads; divides <see cref="Heads"/>. Default: as many as <see cref="Heads"/>.</summary>
    public int? KvHeads { get; init; }

    /// <summary>Width of the SwiGLU MLP; default 8/3 of <see cref="Width"/>, rounded up to a multiple of 8.</summary>
    public int? MlpWidth { get; init; }

    /// <summary>Whether the output head is the embedding matrix.</summary>
    public bool TieEmbeddings { get; init; } = true;

    /// <summary>Base of the rotary position embedding.</summary>
    public double RopeTheta { get; init; } = 10_000;

    /// <summary>Longest sequence in tokens, the image's included; a longer one is a failure of the stage that meets it.</summary>
    public int MaxLength { get; init; } = 512;
}
