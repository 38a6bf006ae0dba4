using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>A pre-norm transformer block.</summary>
internal sealed class EncoderBlock : nn.Module
{
    [ComponentName(Name = "self_attn")] private readonly EncoderAttention attention;
    [ComponentName(Name = "layer_norm1")] private readonly LayerNormLayer attentionNorm;
    [ComponentName(Name = "mlp")] private readonly EncoderMlp mlp;
    [ComponentName(Name = "layer_norm2")] private readonly LayerNormLayer mlpNorm;

    public EncoderBlock(EncoderShape shape, Device? device) : base(nameof(EncoderBlock))
    {
        attention = new EncoderAttention(shape, device);
        attentionNorm = new LayerNormLayer(shape.EmbedDim, shape.LayerNormEps, device);
        mlp = new EncoderMlp(shape, device);
        mlpNorm = new LayerNormLayer(shape.EmbedDim, shape.LayerNormEps, device);
        RegisterComponents();
    }

    /// <summary>Maps [B, T, D] to [B, T, D].</summary>
    public Tensor Forward(Tensor hidden, Tensor? additiveMask)
    {
        var attended = hidden + attention.Attend(attentionNorm.call(hidden), additiveMask); // [B, T, D]
        return attended + mlp.call(mlpNorm.call(attended)); // [B, T, D]
    }

    /// <summary>Its attention on its input [B, T, D], [B, H, T, T].</summary>
    public Tensor Attention(Tensor hidden) => attention.Probabilities(attentionNorm.call(hidden));
}
