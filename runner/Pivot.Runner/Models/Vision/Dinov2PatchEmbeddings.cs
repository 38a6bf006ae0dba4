using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Patches to vectors: <c>projection.*</c>.</summary>
internal sealed class Dinov2PatchEmbeddings : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "projection")] private readonly PatchLayer projection;

    public Dinov2PatchEmbeddings(Dinov2VisionShape shape, Device? device) : base(nameof(Dinov2PatchEmbeddings))
    {
        projection = new PatchLayer(shape.NumChannels, shape.PatchSize, shape.EmbedDim, hasBias: true, device);
        RegisterComponents();
    }

    /// <summary>Maps [B, C, H, W] to [B, P, D].</summary>
    public override Tensor forward(Tensor pixels) => projection.call(pixels);
}
