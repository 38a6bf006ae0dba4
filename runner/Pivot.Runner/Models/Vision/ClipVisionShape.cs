using Pivot.Runner.Models.Layers;

namespace Pivot.Runner.Models.Vision;

/// <summary>The sizes of a CLIP vision tower.</summary>
public sealed record ClipVisionShape : VisionShape
{
    /// <summary>Makes them, with CLIP's epsilon.</summary>
    public ClipVisionShape() => LayerNormEps = 1e-5;

    /// <inheritdoc/>
    public override string Arch => "clip";

    /// <summary>The class token.</summary>
    /// <inheritdoc/>
    public override int PrefixTokens => 1;

    /// <summary>Inside the MLPs (hidden_act).</summary>
    public Activation Activation { get; init; } = Activation.QuickGelu;

    /// <summary>Width of the vectors that are compared with texts' (projection_dim); the tower itself has no such layer, the file says it.</summary>
    public int ProjectionDim { get; init; } = 512;

    /// <inheritdoc/>
    public override string Unwritten => Activation == Activation.QuickGelu ? "" : Activations.NameOf(Activation);

    internal EncoderShape Encoder => EncoderShape.Clip(NumLayers, EmbedDim, MlpDim, NumHeads, LayerNormEps, Activation);
}
