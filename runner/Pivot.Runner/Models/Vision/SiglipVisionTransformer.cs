using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>The tower under its <c>vision_model.</c> prefix.</summary>
internal sealed class SiglipVisionTransformer : nn.Module
{
    [ComponentName(Name = "embeddings")] private readonly SiglipVisionEmbeddings embeddings;
    [ComponentName(Name = "encoder")] private readonly EncoderStack encoder;
    [ComponentName(Name = "post_layernorm")] private readonly LayerNormLayer postNorm;
    [ComponentName(Name = "head")] private readonly SiglipPoolingHead? head;

    public SiglipVisionTransformer(SiglipVisionShape shape, Device? device) : base(nameof(SiglipVisionTransformer))
    {
        shape.Check();
        Shape = shape;
        embeddings = new SiglipVisionEmbeddings(shape, device);
        encoder = new EncoderStack(shape.Encoder, device);
        postNorm = new LayerNormLayer(shape.EmbedDim, shape.LayerNormEps, device);
        head = shape.HasHead ? new SiglipPoolingHead(shape, device) : null;
        RegisterComponents();
    }

    public SiglipVisionShape Shape { get; }

    public Tensor HiddenState(Tensor pixels, int layer, bool interpolatePositions)
    {
        var count = Shape.BlocksBefore(layer);
        return encoder.Run(embeddings.Embed(pixels, interpolatePositions), count); // [B, P, D]
    }

    public Tensor Attention(Tensor pixels, int block, bool interpolatePositions) =>
        encoder.Attention(HiddenState(pixels, Shape.Block(block), interpolatePositions), block); // [B, H, P, P]

    public Tensor LastHiddenState(Tensor pixels, bool interpolatePositions) => postNorm.call(HiddenState(pixels, -1, interpolatePositions)); // [B, P, D]

    public Tensor Pooled(Tensor pixels, bool interpolatePositions) => head is null
        ? throw new InvalidOperationException("this vision tower has no pooling head")
        : head.Pool(LastHiddenState(pixels, interpolatePositions)); // [B, D]
}
