using Pivot.Runner.Models.Layers;

namespace Pivot.Runner.Models.Vision;

/// <summary>The sizes of CLIP's text tower, which is causal and reads the position of the token that ends the text.</summary>
public sealed record ClipTextShape : TextShape
{
    /// <summary>The end token of the first files that were published, 2, which is not the one in their texts: there the largest id is read.</summary>
    public const int LegacyEndToken = 2;

    /// <summary>Makes them, with CLIP's activation and epsilon.</summary>
    public ClipTextShape() => (Activation, LayerNormEps) = (Activation.QuickGelu, 1e-5);

    internal EncoderShape Encoder => EncoderShape.Clip(NumLayers, EmbedDim, MlpDim, NumHeads, LayerNormEps, Activation);
}
