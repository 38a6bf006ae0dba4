using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>The stack of blocks both towers share: <c>layers.N.*</c>.</summary>
internal sealed class SiglipEncoder : nn.Module
{
    [ComponentName(Name = "layers")] private readonly ModuleList<SiglipEncoderLayer> layers;

    public SiglipEncoder(int numLayers, int embedDim, int mlpDim, int numHeads, double layerNormEps, Device? device) : base(nameof(SiglipEncoder))
    {
        layers = new ModuleList<SiglipEncoderLayer>(
            [.. Enumerable.Range(0, numLayers).Select(_ => new SiglipEncoderLayer(embedDim, mlpDim, numHeads, layerNormEps, device))]);
        RegisterComponents();
    }

    /// <summary>Runs the first <paramref name="count"/> blocks on [B, T, D].</summary>
    public Tensor Run(Tensor hidden, int count, Tensor? additiveMask = null)
    {
        for (var index = 0; index < count; index++) hidden = layers[index].Forward(hidden, additiveMask);
        return hidden;
    }
}
