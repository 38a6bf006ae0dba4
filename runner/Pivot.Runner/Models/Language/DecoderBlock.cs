using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>A pre-norm transformer block.</summary>
internal sealed class DecoderBlock : nn.Module
{
    [ComponentName(Name = "self_attn")] private readonly DecoderAttention attention;
    [ComponentName(Name = "mlp")] private readonly GatedMlp mlp;
    [ComponentName(Name = "input_layernorm")] private readonly RmsNormLayer attentionNorm;
    [ComponentName(Name = "post_attention_layernorm")] private readonly RmsNormLayer mlpNorm;

    public DecoderBlock(LanguageShape shape, Device? device) : base(nameof(DecoderBlock))
    {
        attention = new DecoderAttention(shape, device);
        mlp = new GatedMlp(shape, device);
        attentionNorm = new RmsNormLayer(shape.EmbedDim, shape.RmsNormEps, device);
        mlpNorm = new RmsNormLayer(shape.EmbedDim, shape.RmsNormEps, device);
        RegisterComponents();
    }

    /// <summary>Maps [B, T, D] to [B, T, D].</summary>
    public Tensor Forward(Tensor hidden, DecoderPass pass, int layer)
    {
        var attended = hidden + attention.Attend(attentionNorm.call(hidden), pass, layer); // [B, T, D]
        return attended + mlp.call(mlpNorm.call(attended)); // [B, T, D]
    }
}
