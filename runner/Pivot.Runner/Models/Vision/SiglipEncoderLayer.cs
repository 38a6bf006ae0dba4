using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>A pre-norm transformer block.</summary>
internal sealed class SiglipEncoderLayer : nn.Module
{
    [ComponentName(Name = "self_attn")] private readonly SiglipAttention attention;
    [ComponentName(Name = "layer_norm1")] private readonly LayerNormLayer attentionNorm;
    [ComponentName(Name = "mlp")] private readonly SiglipMlp mlp;
    [ComponentName(Name = "layer_norm2")] private readonly LayerNormLayer mlpNorm;

    public SiglipEncoderLayer(int embedDim, int mlpDim, int numHeads, double layerNormEps, Device? device) : base(nameof(SiglipEncoderLayer))
    {
        attention = new SiglipAttention(embedDim, numHeads, device);
        attentionNorm = new LayerNormLayer(embedDim, layerNormEps, device);
        mlp = new SiglipMlp(embedDim, mlpDim, device);
        mlpNorm = new LayerNormLayer(embedDim, layerNormEps, device);
        RegisterComponents();
    }

    /// <summary>Maps [B, T, D] to [B, T, D].</summary>
    public Tensor Forward(Tensor hidden, Tensor? additiveMask)
    {
        var attended = hidden + attention.Attend(attentionNorm.call(hidden), additiveMask); // [B, T, D]
        return attended + mlp.call(mlpNorm.call(attended)); // [B, T, D]
    }
}
