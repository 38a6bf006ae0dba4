using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Multi-head self-attention with biases; every token sees every token that the mask leaves.</summary>
/// <remarks>Shapes: B batch, T tokens, H heads, D width, d = D / H.</remarks>
internal sealed class EncoderAttention : nn.Module
{
    [ComponentName(Name = "q_proj")] private readonly LinearLayer query;
    [ComponentName(Name = "k_proj")] private readonly LinearLayer key;
    [ComponentName(Name = "v_proj")] private readonly LinearLayer value;
    [ComponentName(Name = "out_proj")] private readonly LinearLayer output;
    private readonly int numHeads;

    public EncoderAttention(EncoderShape shape, Device? device) : base(nameof(EncoderAttention))
    {
        numHeads = shape.NumHeads;
        query = new LinearLayer(shape.EmbedDim, shape.EmbedDim, shape.Query, device: device);
        key = new LinearLayer(shape.EmbedDim, shape.EmbedDim, shape.Query, device: device);
        value = new LinearLayer(shape.EmbedDim, shape.EmbedDim, shape.Query, device: device);
        output = new LinearLayer(shape.EmbedDim, shape.EmbedDim, shape.AttentionOutput, device: device);
        RegisterComponents();
    }

    /// <param name="hidden">[B, T, D].</param>
    /// <param name="additiveMask">Added to the scores, broadcast to [B, H, T, T]; null adds nothing.</param>
    /// <returns>[B, T, D].</returns>
    public Tensor Attend(Tensor hidden, Tensor? additiveMask) => output.call(AttentionHeads.Join(nn.functional.scaled_dot_product_attention(
        AttentionHeads.Split(query.call(hidden), numHeads), AttentionHeads.Split(key.call(hidden), numHeads),
        AttentionHeads.Split(value.call(hidden), numHeads), additiveMask))); // [B, T, D]

    /// <summary>Who looks at whom: [B, T, D] to [B, H, T, T], rows adding up to one.</summary>
    public Tensor Probabilities(Tensor hidden) =>
        AttentionHeads.Probabilities(AttentionHeads.Split(query.call(hidden), numHeads), AttentionHeads.Split(key.call(hidden), numHeads));
}
