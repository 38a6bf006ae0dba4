using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>
/// DINOv2 (arXiv 2304.07193), with or without registers (arXiv 2309.16588), under the names of HuggingFace's Dinov2Model and Dinov2WithRegistersModel:
/// <c>embeddings.*</c>, <c>encoder.layer.N.*</c>, <c>layernorm.*</c>. Class token first, then registers, then patches.
/// </summary>
/// <remarks>
/// Shapes: B images, C channels, H and W pixels, R registers, P patches in row order, D width. Images of any size from one patch on are taken without asking,
/// their positions interpolated, as the original does; a border that fills no patch is not read. Returned tensors belong to the caller's dispose scope.
/// </remarks>
public sealed class Dinov2Model : VisionTower
{
    [ComponentName(Name = "embeddings")] private readonly Dinov2Embeddings embeddings;
    [ComponentName(Name = "encoder")] private readonly Dinov2Encoder encoder;
    [ComponentName(Name = "layernorm")] private readonly LayerNormLayer norm;

    /// <summary>Makes the tower, matrices zero and gains one, to be drawn by <see cref="Initializer"/> or loaded.</summary>
    /// <param name="shape">Its sizes.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public Dinov2Model(Dinov2VisionShape shape, Device? device = null) : base(nameof(Dinov2Model))
    {
        shape.Check();
        Shape = shape;
        embeddings = new Dinov2Embeddings(shape, device);
        encoder = new Dinov2Encoder(shape, device);
        norm = new LayerNormLayer(shape.EmbedDim, shape.LayerNormEps, device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Dinov2VisionShape Shape { get; }

    /// <inheritdoc/>
    public override Tensor HiddenState(Tensor pixelValues, int layer, bool interpolatePositions = false) => HiddenState(pixelValues, layer, maskedPatches: null);

    /// <summary>The last block's output after the last norm.</summary>
    /// <inheritdoc/>
    public override Tensor LastHiddenState(Tensor pixelValues, bool interpolatePositions = false) => LastHiddenState(pixelValues, maskedPatches: null);

    /// <summary>One vector an image: the class token of <see cref="LastHiddenState(Tensor, bool)"/>.</summary>
    /// <inheritdoc/>
    public override Tensor Pooled(Tensor pixelValues, bool interpolatePositions = false) => LastHiddenState(pixelValues, maskedPatches: null).select(1, 0);

    /// <inheritdoc/>
    public override Tensor Attention(Tensor pixelValues, int block, bool interpolatePositions = false) =>
        encoder.Attention(HiddenState(pixelValues, Shape.Block(block), maskedPatches: null), block);

    /// <summary>A hidden state of images some of whose patches are hidden: the mask token stands for them (HuggingFace: bool_masked_pos).</summary>
    /// <param name="pixelValues">Normalised pixels, float [B, C, H, W].</param>
    /// <param name="layer">Which state, -NumLayers - 1 .. NumLayers.</param>
    /// <param name="maskedPatches">True where a patch is hidden, bool [B, P]; null for nowhere.</param>
    /// <returns>[B, 1 + R + P, D].</returns>
    /// <exception cref="ArgumentException">The pixels or the mask have another shape.</exception>
    /// <exception cref="InvalidOperationException">The tower has no mask token.</exception>
    public Tensor HiddenState(Tensor pixelValues, int layer, Tensor? maskedPatches)
    {
        var count = Shape.BlocksBefore(layer);
        return encoder.Run(embeddings.Embed(pixelValues, maskedPatches), count);
    }

    /// <summary>The last block's output after the last norm, some patches hidden.</summary>
    /// <param name="pixelValues">Normalised pixels, float [B, C, H, W].</param>
    /// <param name="maskedPatches">True where a patch is hidden, bool [B, P]; null for nowhere.</param>
    /// <returns>[B, 1 + R + P, D].</returns>
    /// <exception cref="ArgumentException">The pixels or the mask have another shape.</exception>
    /// <exception cref="InvalidOperationException">The tower has no mask token.</exception>
    public Tensor LastHiddenState(Tensor pixelValues, Tensor? maskedPatches) => norm.call(HiddenState(pixelValues, -1, maskedPatches));
}
