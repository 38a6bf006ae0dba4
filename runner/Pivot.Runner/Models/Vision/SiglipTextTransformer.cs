using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>The text tower under its <c>text_model.</c> prefix.</summary>
internal sealed class SiglipTextTransformer : nn.Module
{
    [ComponentName(Name = "embeddings")] private readonly TextEmbeddings embeddings;
    [ComponentName(Name = "encoder")] private readonly EncoderStack encoder;
    [ComponentName(Name = "final_layer_norm")] private readonly LayerNormLayer finalNorm;
    [ComponentName(Name = "head")] private readonly LinearLayer head;

    public SiglipTextTransformer(SiglipTextShape shape, Device? device) : base(nameof(SiglipTextTransformer))
    {
        shape.Check();
        Shape = shape;
        embeddings = new TextEmbeddings(shape, WeightLaw.LecunNormal, WeightLaw.LecunNormal, device);
        encoder = new EncoderStack(shape.Encoder, device);
        finalNorm = new LayerNormLayer(shape.EmbedDim, shape.LayerNormEps, device);
        head = new LinearLayer(shape.EmbedDim, shape.OutputDim, WeightLaw.LecunNormal, device: device);
        RegisterComponents();
    }

    public SiglipTextShape Shape { get; }

    public Tensor LastHiddenState(Tensor ids, Tensor? tokenMask)
    {
        var embedded = embeddings.call(ids); // [B, L, D]
        var mask = tokenMask is null ? null : AttentionMask.Additive(tokenMask.unsqueeze(1).unsqueeze(1), embedded.dtype); // [B, 1, 1, L]
        return finalNorm.call(encoder.Run(embedded, Shape.NumLayers, mask)); // [B, L, D]
    }

    // SigLIP reads the last position, pad or not: it is trained on texts padded to a fixed length.
    public Tensor Pooled(Tensor ids, Tensor? tokenMask) => head.call(LastHiddenState(ids, tokenMask).select(1, -1)); // [B, E]
}
