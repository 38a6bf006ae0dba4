using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Layers;

/// <summary>Layer normalisation over the last dimension. Parameters: <c>weight</c> [D], <c>bias</c> [D].</summary>
public sealed class LayerNormLayer : nn.Module<Tensor, Tensor>, IWeightLaws
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly long[] normalized;
    private readonly double epsilon;

    /// <summary>Makes the layer with gain one and bias zero.</summary>
    /// <param name="embedDim">D: width of the input.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    public LayerNormLayer(int embedDim, double epsilon, Device? device = null) : base(nameof(LayerNormLayer))
    {
        weight = NewParameter.Ones(device, embedDim);
        bias = NewParameter.Zeros(device, embedDim);
        normalized = [embedDim];
        this.epsilon = epsilon;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws =>
        [(nameof(weight), weight, WeightLaw.Ones), (nameof(bias), bias, WeightLaw.Zeros)];

    /// <summary>Normalises [..., D].</summary>
    public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, normalized, weight, bias, epsilon);
}
