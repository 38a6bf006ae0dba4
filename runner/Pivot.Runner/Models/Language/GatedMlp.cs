using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>SwiGLU (arXiv 2002.05202, eq. 6): down(silu(gate(x)) * up(x)), with biases where the shape says so.</summary>
internal sealed class GatedMlp : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "gate_proj")] private readonly LinearLayer gate;
    [ComponentName(Name = "up_proj")] private readonly LinearLayer up;
    [ComponentName(Name = "down_proj")] private readonly LinearLayer down;

    public GatedMlp(LanguageShape shape, Device? device) : base(nameof(GatedMlp))
    {
        gate = new LinearLayer(shape.EmbedDim, shape.MlpDim, WeightLaw.LecunNormal, shape.MlpBias, device);
        up = new LinearLayer(shape.EmbedDim, shape.MlpDim, WeightLaw.LecunNormal, shape.MlpBias, device);
        down = new LinearLayer(shape.MlpDim, shape.EmbedDim, WeightLaw.ResidualOutput(shape.NumLayers), shape.MlpBias, device);
        RegisterComponents();
    }

    /// <summary>Maps [..., D] to [..., D].</summary>
    public override Tensor forward(Tensor hidden) => down.call(nn.functional.silu(gate.call(hidden)) * up.call(hidden));
}
