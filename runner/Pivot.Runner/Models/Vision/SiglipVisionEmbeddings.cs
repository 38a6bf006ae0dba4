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
        patches = new PatchLayer(shape.NumChannels, shape.PatchSize, shape.EmbedDim, hasBias: true, device);
        positions = new EmbeddingLayer(shape.NumPatches, shape.EmbedDim, WeightLaw.LecunNormal, device);
        RegisterComponents();
    }

    /// <param name="pixels">[B, C, H, W].</param>
    /// <param name="interpolatePositions">Whether another size than the tower's is met by interpolating its positions.</param>
    /// <returns>[B, P, D].</returns>
    public Tensor Embed(Tensor pixels, bool interpolatePositions)
    {
        var native = PixelCheck.IsNative(shape, pixels, interpolatePositions);
        var embedded = patches.call(pixels); // [B, P, D]
        return embedded + (native
            ? positions.Weight
            : PositionGrid.Stretch(positions.Weight, pixels.size(2) / shape.PatchSize, pixels.size(3) / shape.PatchSize)); // [B, P, D]
    }
}
