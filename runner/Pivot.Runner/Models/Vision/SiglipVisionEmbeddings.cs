using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Patches to vectors, plus a learned position each: <c>patch_embedding.*</c>, <c>position_embedding.weight</c>.</summary>
internal sealed class SiglipVisionEmbeddings : nn.Module
{
    [ComponentName(Name = "patch_embedding")] private readonly PatchLayer patches;
    [ComponentName(Name = "position_embedding")] private readonly EmbeddingLayer positions;
    private readonly SiglipVisionShape shape;

    public SiglipVisionEmbeddings(SiglipVisionShape shape, Device? device) : base(nameof(SiglipVisionEmbeddings))
    {
        this.shape = shape;
        patches = new PatchLayer(shape.NumChannels, shape.PatchSize, shape.EmbedDim, device);
        positions = new EmbeddingLayer(shape.NumPatches, shape.EmbedDim, WeightLaw.LecunNormal, device);
        RegisterComponents();
    }

    /// <param name="pixels">[B, C, H, W].</param>
    /// <param name="interpolatePositions">Whether another size than the tower's is met by interpolating its positions.</param>
    /// <returns>[B, P, D].</returns>
    public Tensor Embed(Tensor pixels, bool interpolatePositions)
    {
        var size = pixels.shape;
        if (size.Length != 4 || size[1] != shape.NumChannels)
            throw new ArgumentException($"pixel values are [{string.Join(", ", size)}]; the tower takes [B, {shape.NumChannels}, H, W]");
        var native = size[2] == shape.ImageSize && size[3] == shape.ImageSize;
        if (!native && !interpolatePositions)
            throw new ArgumentException($"images are {size[2]} x {size[3]}; the tower takes {shape.ImageSize} x {shape.ImageSize}");
        return patches.call(pixels) + (native ? positions.Weight : Interpolated(size[2] / shape.PatchSize, size[3] / shape.PatchSize)); // [B, P, D]
    }

    // Bicubic, as HuggingFace's interpolate_pos_encoding.
    private Tensor Interpolated(long rows, long columns)
    {
        var side = shape.PatchesPerSide;
        var grid = positions.Weight.view(1, side, side, shape.EmbedDim).permute(0, 3, 1, 2); // [1, D, side, side]
        return nn.functional.interpolate(grid, [rows, columns], mode: InterpolationMode.Bicubic, align_corners: false) // [1, D, rows, columns]
            .permute(0, 2, 3, 1).reshape(rows * columns, shape.EmbedDim); // [P, D]
    }
}
