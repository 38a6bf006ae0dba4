using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>
/// Class token and patches, plus a learned position each: <c>class_embedding</c> [D], <c>patch_embedding.weight</c>, <c>position_embedding.weight</c> [1 + P, D].
/// </summary>
internal sealed class ClipVisionEmbeddings : nn.Module, IWeightLaws
{
    [ComponentName(Name = "class_embedding")] private readonly Parameter classToken;
    [ComponentName(Name = "patch_embedding")] private readonly PatchLayer patches;
    [ComponentName(Name = "position_embedding")] private readonly EmbeddingLayer positions;
    private readonly ClipVisionShape shape;

    public ClipVisionEmbeddings(ClipVisionShape shape, Device? device) : base(nameof(ClipVisionEmbeddings))
    {
        this.shape = shape;
        classToken = NewParameter.Zeros(device, shape.EmbedDim);
        patches = new PatchLayer(shape.NumChannels, shape.PatchSize, shape.EmbedDim, hasBias: false, device);
        positions = new EmbeddingLayer(1 + shape.NumPatches, shape.EmbedDim, WeightLaw.LecunNormal, device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws =>
        [("class_embedding", classToken, WeightLaw.Normal(1 / Math.Sqrt(shape.EmbedDim)))];

    /// <param name="pixels">[B, C, H, W].</param>
    /// <param name="interpolatePositions">Whether another size than the tower's is met by interpolating its positions.</param>
    /// <returns>[B, 1 + P, D].</returns>
    public Tensor Embed(Tensor pixels, bool interpolatePositions)
    {
        var native = PixelCheck.IsNative(shape, pixels, interpolatePositions);
        var embedded = patches.call(pixels); // [B, P, D]
        var first = classToken.view(1, 1, -1).expand(embedded.size(0), 1, -1); // [B, 1, D]
        return cat([first, embedded], 1) + (native ? positions.Weight : Stretched(pixels)); // [B, 1 + P, D]
    }

    private Tensor Stretched(Tensor pixels) => cat([
        positions.Weight.narrow(0, 0, 1),
        PositionGrid.Stretch(positions.Weight.narrow(0, 1, shape.NumPatches), pixels.size(2) / shape.PatchSize, pixels.size(3) / shape.PatchSize),
    ], 0); // [1 + P, D]
}
