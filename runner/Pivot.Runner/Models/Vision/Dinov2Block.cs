using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>A pre-norm transformer block whose two additions are scaled.</summary>
internal sealed class Dinov2Block : nn.Module
{
    [ComponentName(Name = "norm1")] private readonly LayerNormLayer attentionNorm;
    [ComponentName(Name = "attention")] private readonly Dinov2Attention attention;
    [ComponentName(Name = "layer_scale1")] private readonly Dinov2LayerScale attentionScale;
    [ComponentName(Name = "norm2")] private readonly LayerNormLayer mlpNorm;
    [ComponentName(Name = "mlp")] private readonly nn.Module<Tensor, Tensor> mlp;
    [ComponentName(Name = "layer_scale2")] private readonly Dinov2LayerScale mlpScale;

    public Dinov2Block(Dinov2VisionShape shape, Device? device) : base(nameof(Dinov2Block))
    {
        attentionNorm = new LayerNormLayer(shape.EmbedDim, shape.LayerNormEps, device);
        attention = new Dinov2Attention(shape, device);
        attentionScale = new Dinov2LayerScale(shape, device);
        mlpNorm = new LayerNormLayer(shape.EmbedDim, shape.LayerNormEps, device);
        mlp = shape.SwiGlu ? new Dinov2GatedMlp(shape, device) : new Dinov2Mlp(shape, device);
        mlpScale = new Dinov2LayerScale(shape, device);
        RegisterComponents();
    }

    /// <summary>Maps [B, T, D] to [B, T, D].</summary>
    public Tensor Forward(Tensor hidden)
    {
        var attended = hidden + attentionScale.call(attention.call(attentionNorm.call(hidden))); // [B, T, D]
        return attended + mlpScale.call(mlp.call(mlpNorm.call(attended))); // [B, T, D]
    }

    /// <summary>Its attention on its input [B, T, D], [B, H, T, T].</summary>
    public Tensor Attention(Tensor hidden) => attention.Probabilities(attentionNorm.call(hidden));
}
