using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Projectors;

/// <summary>One linear layer from the vision tower's width to the language model's (the first LLaVA, arXiv 2304.08485). Parameters <c>linear_1.*</c>.</summary>
public sealed class LinearProjector : Projector
{
    [ComponentName(Name = "linear_1")] private readonly LinearLayer first;

    /// <summary>Makes the projector, its parameters zero.</summary>
    /// <param name="visionDim">Dv: width of the tower's features.</param>
    /// <param name="languageDim">Dl: width of the language model.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    public LinearProjector(int visionDim, int languageDim, Device? device = null) : base(nameof(LinearProjector))
    {
        Shape = new ProjectorShape("linear", visionDim, languageDim);
        first = new LinearLayer(visionDim, languageDim, WeightLaw.LecunNormal, device: device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override ProjectorShape Shape { get; }

    /// <summary>Maps features [B, P, Dv] to [B, P, Dl].</summary>
    public override Tensor forward(Tensor features) => first.call(features);
}
