using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>
/// SigLIP's vision tower (arXiv 2303.15343) under the names of HuggingFace's SiglipVisionModel: <c>vision_model.embeddings.*</c>,
/// <c>vision_model.encoder.layers.N.*</c>, <c>vision_model.post_layernorm.*</c>, <c>vision_model.head.*</c>.
/// </summary>
/// <remarks>
/// Shapes: B images, C channels, H and W pixels, P patches in row order, D width. Returned tensors belong to the caller's dispose scope.
/// </remarks>
public sealed class SiglipVisionModel : VisionTower
{
    [ComponentName(Name = "vision_model")] private readonly SiglipVisionTransformer transformer;

    /// <summary>Makes the tower, matrices zero and gains one, to be drawn by <see cref="Initializer"/> or loaded.</summary>
    /// <param name="shape">Its sizes.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public SiglipVisionModel(SiglipVisionShape shape, Device? device = null) : this(new SiglipVisionTransformer(shape, device))
    {
    }

    internal SiglipVisionModel(SiglipVisionTransformer transformer) : base(nameof(SiglipVisionModel))
    {
        this.transformer = transformer;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override SiglipVisionShape Shape => transformer.Shape;

    /// <inheritdoc/>
    public override Tensor HiddenState(Tensor pixelValues, int layer, bool interpolatePositions = false) =>
        transformer.HiddenState(pixelValues, layer, interpolatePositions);

    /// <summary>The last block's output after the last norm.</summary>
    /// <inheritdoc/>
    public override Tensor LastHiddenState(Tensor pixelValues, bool interpolatePositions = false) =>
        transformer.LastHiddenState(pixelValues, interpolatePositions);

    /// <summary>One vector an image, by the attention-pooling head.</summary>
    /// <inheritdoc/>
    public override Tensor Pooled(Tensor pixelValues, bool interpolatePositions = false) => transformer.Pooled(pixelValues, interpolatePositions);

    /// <inheritdoc/>
    public override Tensor Attention(Tensor pixelValues, int block, bool interpolatePositions = false) =>
        transformer.Attention(pixelValues, block, interpolatePositions);
}
