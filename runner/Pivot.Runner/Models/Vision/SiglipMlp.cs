using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Linear, tanh-approximated GELU (HuggingFace: gelu_pytorch_tanh), Linear.</summary>
internal sealed class SiglipMlp : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "fc1")] private readonly LinearLayer first;
    [ComponentName(Name = "fc2")] private readonly LinearLayer second;

    public SiglipMlp(int embedDim, int mlpDim, Device? device) : base(nameof(SiglipMlp))
    {
        first = new LinearLayer(embedDim, mlpDim, WeightLaw.XavierUniform, device: device);
        second = new LinearLayer(mlpDim, embedDim, WeightLaw.XavierUniform, device: device);
        RegisterComponents();
    }

    /// <summary>Maps [..., D] to [..., D].</summary>
    public override Tensor forward(Tensor hidden) =>
        second.call(nn.functional.gelu(first.call(hidden), TorchSharp.Modules.GELU.Approximate.tanh));
}
