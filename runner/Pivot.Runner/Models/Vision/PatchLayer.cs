using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>
/// A convolution whose stride is its kernel, done as one matrix product over cut patches, which needs no convolution kernel set up.
/// Parameters as a convolution's: <c>weight</c> [D, C, p, p] and, where it has one, <c>bias</c> [D].
/// </summary>
internal sealed class PatchLayer : nn.Module<Tensor, Tensor>, IWeightLaws
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly int patchSize;
    private readonly int embedDim;

    public PatchLayer(int numChannels, int patchSize, int embedDim, bool hasBias, Device? device) : base(nameof(PatchLayer))
    {
        weight = NewParameter.Zeros(device, embedDim, numChannels, patchSize, patchSize);
        bias = hasBias ? NewParameter.Zeros(device, embedDim) : null;
        this.patchSize = patchSize;
        this.embedDim = embedDim;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws
    {
        get
        {
            yield return (nameof(weight), weight, WeightLaw.LecunNormal);
            if (bias is not null) yield return (nameof(bias), bias, WeightLaw.Zeros);
        }
    }

    /// <summary>Maps [B, C, H, W] to [B, P, D]; pixels beyond the last whole patch are dropped, as a convolution drops them.</summary>
    public override Tensor forward(Tensor pixels)
    {
        var size = pixels.shape;
        long batch = size[0], channels = size[1], rows = size[2] / patchSize, columns = size[3] / patchSize;
        if (rows * patchSize != size[2] || columns * patchSize != size[3])
            pixels = pixels.narrow(2, 0, rows * patchSize).narrow(3, 0, columns * patchSize);
        var cut = pixels.reshape(batch, channels, rows, patchSize, columns, patchSize) // [B, C, R, p, S, p]
            .permute(0, 2, 4, 1, 3, 5).reshape(batch, rows * columns, channels * patchSize * patchSize); // [B, P, C p p]
        return nn.functional.linear(cut, weight.view(embedDim, -1), bias); // [B, P, D]
    }
}
