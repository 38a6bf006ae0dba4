using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>SwiGLU (arXiv 2002.05202): silu of the first half times the second, then Linear. <c>weights_in.*</c> [2 G, D], <c>weights_out.*</c> [D, G].</summary>
internal sealed class Dinov2GatedMlp : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weights_in")] private readonly LinearLayer first;
    [ComponentName(Name = "weights_out")] private readonly LinearLayer second;
    private readonly int gatedDim;

    public Dinov2GatedMlp(Dinov2VisionShape shape, Device? device) : base(nameof(Dinov2GatedMlp))
    {
        gatedDim = shape.GatedDim;
        first = new LinearLayer(shape.EmbedDim, 2 * gatedDim, WeightLaw.LecunNormal, device: device);
        second = new LinearLayer(gatedDim, shape.EmbedDim, WeightLaw.ResidualOutput(shape.NumLayers), device: device);
        RegisterComponents();
    }

    /// <summary>Maps [..., D] to [..., D].</summary>
    public override Tensor forward(Tensor hidden)
    {
        var halves = first.call(hidden); // [..., 2 G]
        return second.call(nn.functional.silu(halves.narrow(-1, 0, gatedDim)) * halves.narrow(-1, gatedDim, gatedDim)); // [..., D]
    }
}
