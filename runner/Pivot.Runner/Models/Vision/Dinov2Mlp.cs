using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Linear, exact GELU, Linear: <c>fc1.*</c>, <c>fc2.*</c>.</summary>
internal sealed class Dinov2Mlp : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "fc1")] private readonly LinearLayer first;
    [ComponentName(Name = "fc2")] private readonly LinearLayer second;

    public Dinov2Mlp(Dinov2VisionShape shape, Device? device) : base(nameof(Dinov2Mlp))
    {
        first = new LinearLayer(shape.EmbedDim, shape.MlpDim, WeightLaw.LecunNormal, device: device);
        second = new LinearLayer(shape.MlpDim, shape.EmbedDim, WeightLaw.ResidualOutput(shape.NumLayers), device: device);
        RegisterComponents();
    }

    /// <summary>Maps [..., D] to [..., D].</summary>
    public override Tensor forward(Tensor hidden) => second.call(nn.functional.gelu(first.call(hidden)));
}
