using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>
/// SigLIP (arXiv 2303.15343) and SigLIP 2 of a fixed resolution (arXiv 2502.14786) under the names of HuggingFace's SiglipModel
/// (<c>vision_model.*</c>, <c>text_model.*</c>, <c>logit_scale</c> [1], <c>logit_bias</c> [1]).
/// </summary>
/// <remarks>Shapes: B images and texts, L tokens, E width. Texts are padded on the right to MaxPositions, as in training.</remarks>
public sealed class SiglipModel : ImageTextModel, IWeightLaws
{
    [ComponentName(Name = "vision_model")] private readonly SiglipVisionTransformer vision;
    [ComponentName(Name = "text_model")] private readonly SiglipTextTransformer text;
    [ComponentName(Name = "logit_scale")] private readonly Parameter logitScale;
    [ComponentName(Name = "logit_bias")] private readonly Parameter logitBias;

    /// <summary>Makes the model, matrices zero and gains one, to be drawn by <see cref="Initializer"/> or loaded.</summary>
    /// <param name="visionShape">Sizes of the vision tower; it has a head.</param>
    /// <param name="textShape">Sizes of the text tower; its vectors are as wide as the vision tower.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public SiglipModel(SiglipVisionShape visionShape, SiglipTextShape textShape, Device? device = null) : base(nameof(SiglipModel))
    {
        if (!visionShape.HasHead) throw new ArgumentException("SiglipModel compares pooled images: the vision tower needs its head");
        if (visionShape.EmbedDim != textShape.OutputDim)
            throw new ArgumentException($"SiglipModel: the vision tower's width {visionShape.EmbedDim} and the text tower's {textShape.OutputDim} differ");
        vision = new SiglipVisionTransformer(visionShape, device);
        text = new SiglipTextTransformer(textShape, device);
        logitScale = NewParameter.Zeros(device, 1);
        logitBias = NewParameter.Zeros(device, 1);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override SiglipVisionShape VisionShape => vision.Shape;

    /// <inheritdoc/>
    public override SiglipTextShape TextShape => text.Shape;

    /// <inheritdoc/>
    public override Parameter LogitScale => logitScale;

    /// <inheritdoc/>
    public override Parameter LogitBias => logitBias;

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws =>
        [("logit_scale", logitScale, WeightLaw.LogTen), ("logit_bias", logitBias, WeightLaw.MinusTen)];

    /// <inheritdoc/>
    public override SiglipVisionModel VisionTower() => new(vision);

    private protected override Tensor ImageVectors(Tensor pixelValues) => vision.Pooled(pixelValues, interpolatePositions: false);

    private protected override Tensor TextVectors(Tensor ids, Tensor? tokenMask) => text.Pooled(ids, tokenMask);

    internal override Tensor TextLastHiddenState(Tensor ids, Tensor? tokenMask = null) => text.LastHiddenState(ids, tokenMask);

    internal override Tensor TextPooled(Tensor ids, Tensor? tokenMask = null) => text.Pooled(ids, tokenMask);
}
