using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Attention pooling: a learned probe looks at all patches, then a residual MLP (HuggingFace: SiglipMultiheadAttentionPoolingHead).</summary>
internal sealed class SiglipPoolingHead : nn.Module, IWeightLaws
{
    [ComponentName(Name = "probe")] private readonly Parameter probe;
    [ComponentName(Name = "attention")] private readonly SiglipPoolingAttention attention;
    [ComponentName(Name = "layernorm")] private readonly LayerNormLayer norm;
    [ComponentName(Name = "mlp")] private readonly EncoderMlp mlp;

    public SiglipPoolingHead(SiglipVisionShape shape, Device? device) : base(nameof(SiglipPoolingHead))
    {
        probe = NewParameter.Zeros(device, 1, 1, shape.EmbedDim);
        attention = new SiglipPoolingAttention(shape.EmbedDim, shape.NumHeads, device);
        norm = new LayerNormLayer(shape.EmbedDim, shape.LayerNormEps, device);
        mlp = new EncoderMlp(shape.Encoder, device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws => [(nameof(probe), probe, WeightLaw.LecunNormal)];

    /// <summary>Maps patches [B, P, D] to [B, D].</summary>
    public Tensor Pool(Tensor hidden)
    {
        var attended = attention.Attend(probe, hidden); // [B, 1, D]
        return (attended + mlp.call(norm.call(attended))).squeeze(1); // [B, D]
    }
}
