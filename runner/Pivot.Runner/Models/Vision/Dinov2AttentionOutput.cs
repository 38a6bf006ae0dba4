using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>What attention writes into the stream: <c>dense.*</c>.</summary>
internal sealed class Dinov2AttentionOutput : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "dense")] private readonly LinearLayer dense;

    public Dinov2AttentionOutput(Dinov2VisionShape shape, Device? device) : base(nameof(Dinov2AttentionOutput))
    {
        dense = new LinearLayer(shape.EmbedDim, shape.EmbedDim, WeightLaw.ResidualOutput(shape.NumLayers), device: device);
        RegisterComponents();
    }

    /// <summary>Maps [B, T, D] to [B, T, D].</summary>
    public override Tensor forward(Tensor attended) => dense.call(attended);
}
