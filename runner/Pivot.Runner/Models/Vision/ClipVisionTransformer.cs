using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>The tower under its <c>vision_model.</c> prefix. <c>pre_layrnorm</c> is spelled as HuggingFace spells it.</summary>
internal sealed class ClipVisionTransformer : nn.Module
{
    [ComponentName(Name = "embeddings")] private readonly ClipVisionEmbeddings embeddings;
    [ComponentName(Name = "pre_layrnorm")] private readonly LayerNormLayer preNorm;
    [ComponentName(Name = "encoder")] private readonly EncoderStack encoder;
    [ComponentName(Name = "post_layernorm")] private readonly LayerNormLayer postNorm;

    public ClipVisionTransformer(ClipVisionShape shape, Device? device) : base(nameof(ClipVisionTransformer))
    {
        shape.Check();
        Shape = shape;
        embeddings = new ClipVisionEmbeddings(shape, device);
        preNorm = new LayerNormLayer(shape.EmbedDim, shape.LayerNormEps, device);
        encoder = new EncoderStack(shape.Encoder, device);
        postNorm = new LayerNormLayer(shape.EmbedDim, shape.LayerNormEps, device);
        RegisterComponents();
    }

    public ClipVisionShape Shape { get; }

    public Tensor HiddenState(Tensor pixels, int layer, bool interpolatePositions)
    {
        var count = Shape.BlocksBefore(layer);
        return encoder.Run(preNorm.call(embeddings.Embed(pixels, interpolatePositions)), count); // [B, 1 + P, D]
    }

    public Tensor Attention(Tensor pixels, int block, bool interpolatePositions) =>
        encoder.Attention(HiddenState(pixels, Shape.Block(block), interpolatePositions), block); // [B, H, 1 + P, 1 + P]

    public Tensor Pooled(Tensor pixels, bool interpolatePositions) =>
        postNorm.call(HiddenState(pixels, -1, interpolatePositions).select(1, 0)); // [B, D]
}
