using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>
/// SigLIP (arXiv 2303.15343): a vision and a text tower whose vectors are compared, under the names of HuggingFace's SiglipModel
/// (<c>vision_model.*</c>, <c>text_model.*</c>, <c>logit_scale</c> [1], <c>logit_bias</c> [1]).
/// </summary>
/// <remarks>Shapes: B images and texts, L tokens, D width.</remarks>
public sealed class SiglipModel : nn.Module, IWeightLaws
{
    [ComponentName(Name = "vision_model")] private readonly SiglipVisionTransformer vision;
    [ComponentName(Name = "text_model")] private readonly SiglipTextTransformer text;
    [ComponentName(Name = "logit_scale")] private readonly Parameter logitScale;
    [ComponentName(Name = "logit_bias")] private readonly Parameter logitBias;

    /// <summary>Makes the model, matrices zero and gains one, to be drawn by <see cref="Initializer"/> or loaded.</summary>
    /// <param name="visionShape">Sizes of the vision tower; it has a head.</param>
    /// <param name="textShape">Sizes of the text tower; the same width.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public SiglipModel(SiglipVisionShape visionShape, SiglipTextShape textShape, Device? device = null) : base(nameof(SiglipModel))
    {
        if (!visionShape.HasHead) throw new ArgumentException("SiglipModel compares pooled images: the vision tower needs its head");
        if (visionShape.EmbedDim != textShape.EmbedDim)
            throw new ArgumentException($"SiglipModel: the vision tower's width {visionShape.EmbedDim} and the text tower's {textShape.EmbedDim} differ");
        vision = new SiglipVisionTransformer(visionShape, device);
        text = new SiglipTextTransformer(textShape, device);
        logitScale = NewParameter.Zeros(device, 1);
        logitBias = NewParameter.Zeros(device, 1);
        RegisterComponents();
    }

    /// <summary>Sizes of the vision tower.</summary>
    public SiglipVisionShape VisionShape => vision.Shape;

    /// <summary>Sizes of the text tower.</summary>
    public SiglipTextShape TextShape => text.Shape;

    /// <summary>ln of the factor on the cosines, [1].</summary>
    public Parameter LogitScale => logitScale;

    /// <summary>Added to the scaled cosines, [1].</summary>
    public Parameter LogitBias => logitBias;

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws =>
        [("logit_scale", logitScale, WeightLaw.LogTen), ("logit_bias", logitBias, WeightLaw.MinusTen)];

    /// <summary>The vision tower by itself. It shares this model's parameters: dispose of one of the two, not both.</summary>
    public SiglipVisionModel VisionTower() => new(vision);

    /// <summary>Unit vectors of images.</summary>
    /// <param name="pixelValues">Normalised pixels, float [B, C, H, W].</param>
    /// <returns>[B, D].</returns>
    public Tensor ImageEmbeddings(Tensor pixelValues) => Unit(vision.Pooled(pixelValues, interpolatePositions: false));

    /// <summary>Unit vectors of texts.</summary>
    /// <param name="ids">Token ids, int64 [B, L], padded on the right to MaxPositions as in training.</param>
    /// <param name="tokenMask">True at tokens that may be looked at, bool [B, L]; null, SigLIP's own way, lets pads be looked at too.</param>
    /// <returns>[B, D].</returns>
    public Tensor TextEmbeddings(Tensor ids, Tensor? tokenMask = null) => Unit(text.Pooled(ids, tokenMask));

    /// <summary>How well every text fits every image: exp(logit_scale) text image^T + logit_bias.</summary>
    /// <param name="textEmbeddings">Unit vectors, [B, D].</param>
    /// <param name="imageEmbeddings">Unit vectors, [B', D].</param>
    /// <returns>[B, B']; its transpose is HuggingFace's logits_per_image.</returns>
    public Tensor LogitsPerText(Tensor textEmbeddings, Tensor imageEmbeddings) =>
        textEmbeddings.mm(imageEmbeddings.t()) * logitScale.exp() + logitBias; // [B, B']

    internal Tensor TextLastHiddenState(Tensor ids) => text.LastHiddenState(ids, null); // [B, L, D]

    internal Tensor TextPooled(Tensor ids) => text.Pooled(ids, null); // [B, D]

    private static Tensor Unit(Tensor pooled) => pooled / pooled.norm(-1, keepdim: true); // [B, D]
}
