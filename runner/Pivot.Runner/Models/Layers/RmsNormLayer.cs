using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Layers;

/// <summary>x / sqrt(mean(x^2) + epsilon) * weight over the last dimension (arXiv 1910.07467, eq. 4). Parameter: <c>weight</c> [D].</summary>
public sealed class RmsNormLayer : nn.Module<Tensor, Tensor>, IWeightLaws
{
    private static readonly long[] LastDimension = [-1];
    private readonly Parameter weight;
    private readonly double epsilon;

    /// <summary>Makes the layer with gain one.</summary>
    /// <param name="embedDim">D: width of the input.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <param name="device">Where the parameter lives; null is the CPU.</param>
    public RmsNormLayer(int embedDim, double epsilon, Device? device = null) : base(nameof(RmsNormLayer))
    {
        weight = NewParameter.Ones(device, embedDim);
        this.epsilon = epsilon;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws => [(nameof(weight), weight, WeightLaw.Ones)];

    /// <summary>Normalises [..., D]. Half precisions are normalised in float32, as HuggingFace does.</summary>
    public override Tensor forward(Tensor input)
    {
        var wide = input.dtype == ScalarType.Float32 ? input : input.to(ScalarType.Float32);
        var scale = wide.square().mean(LastDimension, keepdim: true).add_(epsilon).rsqrt_(); // [..., 1]
        var normed = wide * scale; // [..., D]
        return weight * (input.dtype == ScalarType.Float32 ? normed : normed.to(input.dtype));
    }
}
