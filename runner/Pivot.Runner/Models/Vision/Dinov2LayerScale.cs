using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>A learned gain on what a block adds to the stream (arXiv 2103.17239): <c>lambda1</c> [D].</summary>
internal sealed class Dinov2LayerScale : nn.Module<Tensor, Tensor>, IWeightLaws
{
    [ComponentName(Name = "lambda1")] private readonly Parameter scale;
    private readonly WeightLaw law;

    public Dinov2LayerScale(Dinov2VisionShape shape, Device? device) : base(nameof(Dinov2LayerScale))
    {
        scale = NewParameter.Ones(device, shape.EmbedDim);
        law = new WeightLaw(Distribution.Constant, shape.LayerScale);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws => [("lambda1", scale, law)];

    /// <summary>Maps [B, T, D] to [B, T, D].</summary>
    public override Tensor forward(Tensor added) => added * scale;
}
