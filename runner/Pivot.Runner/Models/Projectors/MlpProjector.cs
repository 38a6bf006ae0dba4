using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Projectors;

/// <summary>
/// Linear, exact GELU, Linear: from the vision tower's width to the language model's (LLaVA-1.5's mlp2x_gelu, arXiv 2310.03744).
/// Parameters <c>linear_1.*</c> and <c>linear_2.*</c>, as HuggingFace's LlavaMultiModalProjector.
/// </summary>
public sealed class MlpProjector : Projector
{
    [ComponentName(Name = "linear_1")] private readonly LinearLayer first;
    [ComponentName(Name = "linear_2")] private readonly LinearLayer second;

    /// <summary>Makes the projector, its parameters zero.</summary>
    /// <param name="visionDim">Width of the tower's features.</param>
    /// <param name="languageDim">Width of the language model; also the hidden width.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    public MlpProjector(int visionDim, int languageDim, Device? device = null) : base(nameof(MlpProjector))
    {
        Shape = new ProjectorShape("mlp", visionDim, languageDim);
        first = new LinearLayer(visionDim, languageDim, WeightLaw.LecunNormal, device: device);
        second = new LinearLayer(languageDim, languageDim, WeightLaw.LecunNormal, device: device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override ProjectorShape Shape { get; }

    /// <summary>Maps features [B, P, visionDim] to [B, P, languageDim].</summary>
    public override Tensor forward(Tensor features) => second.call(nn.functional.gelu(first.call(features)));
}
