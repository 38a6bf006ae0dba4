using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>A pre-norm transformer block.</summary>
internal sealed class Qwen2Block : nn.Module
{
    [ComponentName(Name = "self_attn")] private readonly Qwen2Attention attention;
    [ComponentName(Name = "mlp")] private readonly Qwen2Mlp mlp;
    [ComponentName(Name = "input_layernorm")] private readonly RmsNormLayer attentionNorm;
    [ComponentName(Name = "post_attention_layernorm")] private readonly RmsNormLayer mlpNorm;

    public Qwen2Block(Qwen2Shape shape, Device? device) : base(nameof(Qwen2Block))
    {
        attention = new Qwen2Attention(shape, device);
        mlp = new Qwen2Mlp(shape, device);
        attentionNorm = new RmsNormLayer(shape.EmbedDim, shape.RmsNormEps, device);
        mlpNorm = new RmsNormLayer(shape.EmbedDim, shape.RmsNormEps, device);
        RegisterComponents();
    }

    /// <summary>Maps [B, T, D] to [B, T, D].</summary>
    public Tensor Forward(Tensor hidden, Qwen2Pass pass, int layer)
    {
        var attended = hidden + attention.Attend(attentionNorm.call(hidden), pass, layer); // [B, T, D]
        return attended + mlp.call(mlpNorm.call(attended)); // [B, T, D]
    }
}
