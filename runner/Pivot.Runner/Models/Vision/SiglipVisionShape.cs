using Pivot.Runner.Models.Layers;

namespace Pivot.Runner.Models.Vision;

/// <summary>The sizes of a SigLIP vision tower.</summary>
public sealed record SiglipVisionShape : VisionShape
{
    /// <inheritdoc/>
    public override string Arch => "siglip";

    /// <inheritdoc/>
    public override int PrefixTokens => 0;

    /// <summary>Whether there is an attention-pooling head.</summary>
    public bool HasHead { get; init; } = true;

    /// <summary>Inside the MLPs (hidden_act).</summary>
    public Activation Activation { get; init; } = Activation.GeluTanh;

    /// <inheritdoc/>
    public override string Unwritten => Activation == Activation.GeluTanh ? "" : Activations.NameOf(Activation);

    internal EncoderShape Encoder => EncoderShape.Siglip(NumLayers, EmbedDim, MlpDim, NumHeads, LayerNormEps, Activation);
}
