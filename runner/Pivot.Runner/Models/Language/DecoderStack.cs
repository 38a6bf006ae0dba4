using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>The language model without its output head, under its <c>model.</c> prefix.</summary>
internal sealed class DecoderStack : nn.Module
{
    [ComponentName(Name = "embed_tokens")] private readonly EmbeddingLayer tokens;
    [ComponentName(Name = "layers")] private readonly ModuleList<DecoderBlock> blocks;
    [ComponentName(Name = "norm")] private readonly RmsNormLayer norm;
    private readonly LanguageShape shape;
    private readonly float[] frequencies; // [d / 2]

    public DecoderStack(LanguageShape shape, Device? device) : base(nameof(DecoderStack))
    {
        this.shape = shape;
        frequencies = shape.RopeFrequencies();
        tokens = new EmbeddingLayer(shape.VocabSize, shape.EmbedDim, WeightLaw.LecunNormal, device);
        blocks = new ModuleList<DecoderBlock>([.. Enumerable.Range(0, shape.NumLayers).Select(_ => new DecoderBlock(shape, device))]);
        norm = new RmsNormLayer(shape.EmbedDim, shape.RmsNormEps, device);
        RegisterComponents();
    }

    public EmbeddingLayer Tokens => tokens;

    /// <param name="embeddings">[B, T, D].</param>
    /// <param name="positionIds">int64 [B, T].</param>
    /// <param name="mayLook">bool [B, 1, T, S] (or broadcast to it); null is causal.</param>
    /// <param name="cache">Earlier tokens, or null.</param>
    /// <param name="states">Receives the embeddings, then every block's output but the last, then the result; null for none.</param>
    /// <returns>After the final norm, [B, T, D].</returns>
    public Tensor Run(Tensor embeddings, Tensor positionIds, Tensor? mayLook, KeyValueCache? cache, List<Tensor>? states = null)
    {
        var pass = NewPass(embeddings, positionIds, mayLook, cache);
        var hidden = embeddings;
        for (var layer = 0; layer < shape.NumLayers; layer++)
        {
            states?.Add(hidden);
            hidden = blocks[layer].Forward(hidden, pass, layer);
        }
        cache?.Advance(embeddings.size(1));
        hidden = norm.call(hidden);
        states?.Add(hidden);
        return hidden;
    }

    private DecoderPass NewPass(Tensor embeddings, Tensor positionIds, Tensor? mayLook, KeyValueCache? cache)
    {
        long batch = embeddings.size(0), length = embeddings.size(1), seen = (cache?.Length ?? 0) + length;
        if (positionIds.ndim != 2 || positionIds.size(0) != batch || positionIds.size(1) != length)
            throw new ArgumentException($"position ids are [{string.Join(", ", positionIds.shape)}]; the tokens are [{batch}, {length}]");
        if (mayLook is not null && (mayLook.ndim != 4 || mayLook.size(-2) != length || mayLook.size(-1) != seen))
            throw new ArgumentException($"the attention mask is [{string.Join(", ", mayLook.shape)}]; it must be [B, 1, {length}, {seen}]");
        // A single token sees all that is cached; several after a cache need the offset that the causal flag does not have.
        if (mayLook is null && length > 1 && seen > length) mayLook = AttentionMask.Causal(length, seen, embeddings.device).view(1, 1, length, seen);
        return new DecoderPass(
            new RotaryPositions(positionIds, frequencies, embeddings.dtype),
            mayLook is null ? null : AttentionMask.Additive(mayLook, embeddings.dtype),
            IsCausal: mayLook is null && length > 1,
            cache);
    }
}
