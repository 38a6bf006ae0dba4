using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>
/// CLIP's vision tower (arXiv 2103.00020) under the names of HuggingFace's CLIPVisionModel: <c>vision_model.embeddings.*</c>,
/// <c>vision_model.pre_layrnorm.*</c>, <c>vision_model.encoder.layers.N.*</c>, <c>vision_model.post_layernorm.*</c>. The class token comes first.
/// </summary>
/// <remarks>
/// Shapes: B images, C channels, H and W pixels, P patches in row order, D width. Returned tensors belong to the caller's dispose scope.
/// </remarks>
public sealed class ClipVisionModel : VisionTower
{
    [ComponentName(Name = "vision_model")] private readonly ClipVisionTransformer transformer;

    /// <summary>Makes the tower, matrices zero and gains one, to be drawn by <see cref="Initializer"/> or loaded.</summary>
    /// <param name="shape">Its sizes.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public ClipVisionModel(ClipVisionShape shape, Device? device = null) : this(new ClipVisionTransformer(shape, device))
    {
    }

    internal ClipVisionModel(ClipVisionTransformer transformer) : base(nameof(ClipVisionModel))
    {
        this.transformer = transformer;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override ClipVisionShape Shape => transformer.Shape;

    /// <inheritdoc/>
    public override Tensor HiddenState(Tensor pixelValues, int layer, bool interpolatePositions = false) =>
        transformer.HiddenState(pixelValues, layer, interpolatePositions);

    /// <summary>The last block's output, without the last norm, which is the pooled vector's alone.</summary>
    /// <inheritdoc/>
    public override Tensor LastHiddenState(Tensor pixelValues, bool interpolatePositions = false) =>
        transformer.HiddenState(pixelValues, -1, interpolatePositions);

    /// <summary>One vector an image: the class token after the last norm.</summary>
    /// <inheritdoc/>
    public override Tensor Pooled(Tensor pixelValues, bool interpolatePositions = false) => transformer.Pooled(pixelValues, interpolatePositions);

    /// <inheritdoc/>
    public override Tensor Attention(Tensor pixelValues, int block, bool interpolatePositions = false) =>
        transformer.Attention(pixelValues, block, interpolatePositions);
}
