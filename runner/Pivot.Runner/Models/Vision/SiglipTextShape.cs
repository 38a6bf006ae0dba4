using Pivot.Runner.Models.Layers;

namespace Pivot.Runner.Models.Vision;

/// <summary>The sizes of SigLIP's text tower, which pads every text to its whole length and reads the last position.</summary>
public sealed record SiglipTextShape : TextShape
{
    /// <summary>Makes them, with SigLIP's activation.</summary>
    public SiglipTextShape() => Activation = Activation.GeluTanh;

    /// <summary>Width of the vector that a text becomes (projection_size); null: <see cref="TextShape.EmbedDim"/>. SigLIP 2's largest has its own.</summary>
    public int? ProjectionDim { get; init; }

    /// <summary>Width of the vector that a text becomes; equals the vision tower's width in a <see cref="SiglipModel"/>.</summary>
    public int OutputDim => ProjectionDim ?? EmbedDim;

    internal EncoderShape Encoder => EncoderShape.Siglip(NumLayers, EmbedDim, MlpDim, NumHeads, LayerNormEps, Activation);

    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        ShapeCheck.Positive(nameof(SiglipTextShape), (nameof(ProjectionDim), OutputDim));
    }
}
