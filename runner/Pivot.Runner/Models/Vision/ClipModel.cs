using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>
/// CLIP (arXiv 2103.00020) under the names of HuggingFace's CLIPModel: <c>vision_model.*</c>, <c>text_model.*</c>, <c>visual_projection.weight</c>,
/// <c>text_projection.weight</c>, <c>logit_scale</c> [].
/// </summary>
/// <remarks>Shapes: B images and texts, L tokens, E width of the vectors compared.</remarks>
public sealed class ClipModel : ImageTextModel, IWeightLaws
{
    [ComponentName(Name = "vision_model")] private readonly ClipVisionTransformer vision;
    [ComponentName(Name = "text_model")] private readonly ClipTextTransformer text;
    [ComponentName(Name = "visual_projection")] private readonly LinearLayer imageProjection;
    [ComponentName(Name = "text_projection")] private readonly LinearLayer textProjection;
    [ComponentName(Name = "logit_scale")] private readonly Parameter logitScale;

    /// <summary>Makes the model, matrices zero and gains one, to be drawn by <see cref="Initializer"/> or loaded.</summary>
    /// <param name="visionShape">Sizes of the vision tower; its ProjectionDim is E.</param>
    /// <param name="textShape">Sizes of the text tower.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public ClipModel(ClipVisionShape visionShape, ClipTextShape textShape, Device? device = null) : base(nameof(ClipModel))
    {
        ShapeCheck.Positive(nameof(ClipVisionShape), (nameof(visionShape.ProjectionDim), visionShape.ProjectionDim));
        vision = new ClipVisionTransformer(visionShape, device);
        text = new ClipTextTransformer(textShape, device);
        imageProjection = new LinearLayer(visionShape.EmbedDim, visionShape.ProjectionDim, WeightLaw.LecunNormal, hasBias: false, device);
        textProjection = new LinearLayer(textShape.EmbedDim, visionShape.ProjectionDim, WeightLaw.LecunNormal, hasBias: false, device);
        logitScale = NewParameter.Zeros(device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override ClipVisionShape VisionShape => vision.Shape;

    /// <inheritdoc/>
    public override ClipTextShape TextShape => text.Shape;

    /// <inheritdoc/>
    public override Parameter LogitScale => logitScale;

    /// <summary>None: a softmax does not see what is added to all.</summary>
    /// <inheritdoc/>
    public override Parameter? LogitBias => null;

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws => [("logit_scale", logitScale, WeightLaw.ClipScale)];

    /// <inheritdoc/>
    public override ClipVisionModel VisionTower() => new(vision);

    private protected override Tensor ImageVectors(Tensor pixelValues) => imageProjection.call(vision.Pooled(pixelValues, interpolatePositions: false));

    private protected override Tensor TextVectors(Tensor ids, Tensor? tokenMask) => textProjection.call(text.Pooled(ids, tokenMask));

    internal override Tensor TextLastHiddenState(Tensor ids, Tensor? tokenMask = null) => text.LastHiddenState(ids, tokenMask);

    internal override Tensor TextPooled(Tensor ids, Tensor? tokenMask = null) => text.Pooled(ids, tokenMask);
}
