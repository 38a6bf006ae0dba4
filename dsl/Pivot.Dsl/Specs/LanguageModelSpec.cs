namespace Pivot.Dsl.Specs;

/// <summary>A language model: built fresh from its widths, or out of a checkpoint.</summary>
public sealed record LanguageModelSpec
{
    /// <summary>Architecture: <c>qwen2</c> (Qwen2 and Qwen2.5) or <c>llama</c>.</summary>
    public string Arch { get; init; } = "qwen2";

    /// <summary>
    /// Folder of a checkpoint in HuggingFace's format, absolute: <c>config.json</c> gives what is not written below, what is written must agree. The language
    /// model of a <c>llava</c> or <c>llava_onevision</c> is taken out of it.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public int Width { get; init; } = 96;

    /// <summary>Number of transformer blocks.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>Query heads; divides <see cref="Width"/> unless <see cref="HeadDim"/> is given.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Key and value heads; divides <see cref="Heads"/>. Default: as many as <see cref="Heads"/>.</summary>
    public int? KvHeads { get; init; }

    /// <summary>Width of a head, even; <c>llama</c> only. Default: <see cref="Width"/> divided by <see cref="Heads"/>.</summary>
    public int? HeadDim { get; init; }

    /// <summary>Width of the SwiGLU MLP; default 8/3 of <see cref="Width"/>, rounded up to a multiple of 8.</summary>
    public int? MlpWidth { get; init; }

    /// <summary>Whether the output head is the embedding matrix.</summary>
    public bool TieEmbeddings { get; init; } = true;

    /// <summary>Base of the rotary position embedding.</summary>
    public double RopeTheta { get; init; } = 10_000;

    /// <summary>How Llama 3 stretches the rotary embedding, <c>llama</c> only; null for one that is not stretched.</summary>
    public RopeScalingSpec? RopeScaling { get; init; }

    /// <summary>Longest sequence in tokens, the image's included; a longer one is a failure of the stage that meets it.</summary>
    public int MaxLength { get; init; } = 512;

    /// <summary>Rows of the embedding matrix where a checkpoint says them, which may be more than the tokenizer has tokens; null elsewhere.</summary>
    internal int? Vocabulary { get; init; }
}
