using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>
/// A decoder-only language model (Qwen2, arXiv 2407.10671; Llama, arXiv 2407.21783) under the names of HuggingFace's Qwen2ForCausalLM and LlamaForCausalLM:
/// <c>model.embed_tokens.weight</c>, <c>model.layers.N.*</c>, <c>model.norm.weight</c>, and <c>lm_head.weight</c> where the output head is not tied.
/// </summary>
/// <remarks>
/// Shapes: B rows, T tokens, S tokens seen (cached ones included), D width, V vocabulary. Returned tensors belong to the caller's dispose scope.
/// </remarks>
public sealed class CausalLanguageModel : nn.Module
{
    [ComponentName(Name = "model")] private readonly DecoderStack decoder;
    [ComponentName(Name = "lm_head")] private readonly LinearLayer? head;

    /// <summary>Makes the model, matrices zero and gains one, to be drawn by <see cref="Initializer"/> or loaded.</summary>
    /// <param name="shape">Its sizes.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public CausalLanguageModel(LanguageShape shape, Device? device = null) : base(nameof(CausalLanguageModel))
    {
        shape.Check();
        Shape = shape;
        decoder = new DecoderStack(shape, device);
        head = shape.TieWordEmbeddings ? null : new LinearLayer(shape.EmbedDim, shape.VocabSize, WeightLaw.LecunNormal, hasBias: false, device: device);
        RegisterComponents();
    }

    /// <summary>The model's sizes.</summary>
    public LanguageShape Shape { get; }

    /// <summary>Where the parameters live.</summary>
    public Device Device => decoder.Tokens.Weight.device;

    /// <summary>The parameters' type.</summary>
    public ScalarType DType => decoder.Tokens.Weight.dtype;

    /// <summary>The tokens' vectors.</summary>
    /// <param name="ids">Token ids, int64 [B, T] in 0..V-1.</param>
    /// <returns>[B, T, D].</returns>
    public Tensor Embed(Tensor ids) => decoder.Tokens.call(ids);

    /// <summary>Hidden states after the final norm.</summary>
    /// <param name="inputsEmbeds">The tokens' vectors, [B, T, D].</param>
    /// <param name="positionIds">Positions for the rotary embedding, any order, int64 [B, T].</param>
    /// <param name="attentionMask">True where token i may look at token j, bool [B, 1, T, S] or broadcast to it; null is causal.</param>
    /// <param name="cache">Keys and values of earlier tokens, to which these are added; only without gradients. Null for none.</param>
    /// <returns>[B, T, D].</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public Tensor Hidden(Tensor inputsEmbeds, Tensor positionIds, Tensor? attentionMask = null, KeyValueCache? cache = null) =>
        decoder.Run(inputsEmbeds, positionIds, attentionMask, cache);

    /// <summary>Scores of the next token.</summary>
    /// <param name="hidden">What <see cref="Hidden"/> gave, or some of its positions: [..., D].</param>
    /// <returns>[..., V].</returns>
    public Tensor Logits(Tensor hidden) => head is null ? nn.functional.linear(hidden, decoder.Tokens.Weight) : head.call(hidden);

    internal List<Tensor> HiddenStates(Tensor inputsEmbeds, Tensor positionIds, Tensor? attentionMask)
    {
        var states = new List<Tensor>();
        decoder.Run(inputsEmbeds, positionIds, attentionMask, null, states);
        return states;
    }
}
