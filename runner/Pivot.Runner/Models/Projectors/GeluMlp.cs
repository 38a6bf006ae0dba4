using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Projectors;

/// <summary>Linear, exact GELU, Linear, named as torch names them in a Sequential: <c>0.*</c>, <c>2.*</c>.</summary>
internal sealed class GeluMlp : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "0")] private readonly LinearLayer first;
    [ComponentName(Name = "2")] private readonly LinearLayer second;

    public GeluMlp(int inputDim, int outputDim, Device? device) : base(nameof(GeluMlp))
    {
        first = new LinearLayer(inputDim, outputDim, WeightLaw.LecunNormal, device: device);
        second = new LinearLayer(outputDim, outputDim, WeightLaw.LecunNormal, device: device);
        RegisterComponents();
    }

    /// <summary>Maps [..., in] to [..., out].</summary>
    public override Tensor forward(Tensor input) => second.call(nn.functional.gelu(first.call(input)));
}
