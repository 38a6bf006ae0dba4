using Pivot.Runner.Models.Adapters;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Layers;

/// <summary>y = x W^T + b. Parameters: <c>weight</c> [out, in], <c>bias</c> [out].</summary>
/// <remarks>Not <see cref="Linear"/>, whose constructor draws from torch's global generator.</remarks>
public sealed class LinearLayer : nn.Module<Tensor, Tensor>, IWeightLaws
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly WeightLaw law;

    /// <summary>Makes the layer, its parameters zero.</summary>
    /// <param name="inputDim">Width of the input.</param>
    /// <param name="outputDim">Width of the output.</param>
    /// <param name="law">How the matrix is drawn.</param>
    /// <param name="hasBias">Whether a bias is added.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    public LinearLayer(int inputDim, int outputDim, WeightLaw law, bool hasBias = true, Device? device = null) : base(nameof(LinearLayer))
    {
        weight = NewParameter.Zeros(device, outputDim, inputDim);
        bias = hasBias ? NewParameter.Zeros(device, outputDim) : null;
        this.law = law;
        RegisterComponents();
    }

    /// <summary>The matrix, [out, in].</summary>
    public Parameter Weight => weight;

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws
    {
        get
        {
            yield return (nameof(weight), weight, law);
            if (bias is not null) yield return (nameof(bias), bias, WeightLaw.Zeros);
        }
    }

    /// <summary>A low-rank change that is trained instead of the matrix, or null. It belongs to whoever attached it.</summary>
    internal LowRankAdapter? Adapter { get; set; }

    /// <summary>Maps [..., in] to [..., out].</summary>
    public override Tensor forward(Tensor input)
    {
        var output = nn.functional.linear(input, weight, bias);
        return Adapter is null ? output : output + Adapter.Change(input);
    }
}
