namespace Pivot.Runner.Models.Vision;

/// <summary>The sizes of a DINOv2 tower, with or without registers.</summary>
public sealed record Dinov2VisionShape : VisionShape
{
    /// <inheritdoc/>
    public override string Arch => "dinov2";

    /// <summary>Class token and registers, in this order.</summary>
    /// <inheritdoc/>
    public override int PrefixTokens => 1 + Registers;

    /// <summary>Register tokens (num_register_tokens, arXiv 2309.16588); 0: a model without them, which also interpolates its positions differently.</summary>
    public int Registers { get; init; }

    /// <summary>Whether the MLPs are gated (use_swiglu_ffn); MlpDim is then a multiple of eight.</summary>
    public bool SwiGlu { get; init; }

    /// <summary>Whether queries, keys and values have biases (qkv_bias).</summary>
    public bool HasQueryBias { get; init; } = true;

    /// <summary>Whether there is a token that stands for masked patches (use_mask_token).</summary>
    public bool HasMaskToken { get; init; } = true;

    /// <summary>What each layer scale starts at (layerscale_value).</summary>
    public double LayerScale { get; init; } = 1;

    /// <summary>Width of a gated MLP beside a plain one: two thirds of it, rounded up to a multiple of eight.</summary>
    /// <param name="mlpDim">The plain one's width.</param>
    public static int GatedDim(int mlpDim) => ((int)(mlpDim * 2.0 / 3) + 7) / 8 * 8;

    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        ShapeCheck.NotNegative(nameof(Dinov2VisionShape), nameof(Registers), Registers);
        if (SwiGlu) ShapeCheck.Divides(nameof(Dinov2VisionShape), "a gated MLP's step", 8, nameof(MlpDim), MlpDim);
    }
}
