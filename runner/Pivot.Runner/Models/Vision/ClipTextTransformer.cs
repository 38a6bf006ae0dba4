using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>CLIP's text tower under its <c>text_model.</c> prefix: causal, one vector read where the text ends.</summary>
internal sealed class ClipTextTransformer : nn.Module
{
    [ComponentName(Name = "embeddings")] private readonly TextEmbeddings embeddings;
    [ComponentName(Name = "encoder")] private readonly EncoderStack encoder;
    [ComponentName(Name = "final_layer_norm")] private readonly LayerNormLayer finalNorm;

    public ClipTextTransformer(ClipTextShape shape, Device? device) : base(nameof(ClipTextTransformer))
    {
        shape.Check();
        Shape = shape;
        embeddings = new TextEmbeddings(shape, WeightLaw.Normal(0.02), WeightLaw.Normal(0.01), device);
        encoder = new EncoderStack(shape.Encoder, device);
        finalNorm = new LayerNormLayer(shape.EmbedDim, shape.LayerNormEps, device);
        RegisterComponents();
    }

    public ClipTextShape Shape { get; }

    public Tensor LastHiddenState(Tensor ids, Tensor? tokenMask)
    {
        var embedded = embeddings.call(ids); // [B, L, D]
        var length = ids.size(1);
        var mayLook = AttentionMask.Causal(length, length, ids.device).view(1, 1, length, length);
        if (tokenMask is not null) mayLook = mayLook.logical_and(tokenMask.unsqueeze(1).unsqueeze(1)); // [B, 1, L, L]
        return finalNorm.call(encoder.Run(embedded, Shape.NumLayers, AttentionMask.Additive(mayLook, embedded.dtype))); // [B, L, D]
    }

    public Tensor Pooled(Tensor ids, Tensor? tokenMask) => At(LastHiddenState(ids, tokenMask), Ends(ids)); // [B, D]

    // The first end token, since CLIP fills its texts up with further ones; the first position of a text without any, as argmax of nothing but zeros gives.
    // The legacy rule finds the true end because CLIP's end token is the last of its vocabulary.
    private Tensor Ends(Tensor ids) => Shape.EndToken == ClipTextShape.LegacyEndToken
        ? ids.argmax(-1) // [B]
        : ids.eq(Shape.EndToken).to(ScalarType.Int32).argmax(-1); // [B]

    private static Tensor At(Tensor hidden, Tensor positions)
    {
        var width = hidden.size(2);
        return hidden.gather(1, positions.view(-1, 1, 1).expand(-1, 1, width)).squeeze(1); // [B, D]
    }
}
