using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>SwiGLU (arXiv 2002.05202): silu of the first half times the second, then Linear. <c>weights_in.*</c> [2 M, D], <c>weights_out.*</c> [D, M].</summary>
internal sealed class Dinov2GatedMlp : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weights_in")] private readonly LinearLayer first;
    [ComponentName(Name = "weights_out")] private readonly LinearLayer second;
    private readonly int mlpDim;

    public Dinov2GatedMlp(Dinov2VisionShape shape, Device? device) : base(nameof(Dinov2GatedMlp))
    {
        mlpDim = shape.MlpDim;
        first = new LinearLayer(shape.EmbedDim, 2 * mlpDim, WeightLaw.LecunNormal, device: device);
        second = new LinearLayer(mlpDim, shape.EmbedDim, WeightLaw.ResidualOutput(shape.NumLayers), device: device);
        RegisterComponents();
    }

    /// <summary>Maps [..., D] to [..., D].</summary>
    public override Tensor forward(Tensor hidden)
    {
        var halves = first.call(hidden); // [..., 2 M]
        return second.call(nn.functional.silu(halves.narrow(-1, 0, mlpDim)) * halves.narrow(-1, mlpDim, mlpDim)); // [..., D]
    }
}
