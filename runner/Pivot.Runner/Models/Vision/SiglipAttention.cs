using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Multi-head self-attention with biases; every token sees every token that the mask leaves.</summary>
/// <remarks>Shapes: B batch, T tokens, H heads, D width, d = D / H.</remarks>
internal sealed class SiglipAttention : nn.Module
{
    [ComponentName(Name = "q_proj")] private readonly LinearLayer query;
    [ComponentName(Name = "k_proj")] private readonly LinearLayer key;
    [ComponentName(Name = "v_proj")] private readonly LinearLayer value;
    [ComponentName(Name = "out_proj")] private readonly LinearLayer output;
    private readonly int numHeads;
    private readonly int embedDim;

    public SiglipAttention(int embedDim, int numHeads, Device? device) : base(nameof(SiglipAttention))
    {
        this.embedDim = embedDim;
        this.numHeads = numHeads;
        query = new LinearLayer(embedDim, embedDim, WeightLaw.XavierUniform, device: device);
        key = new LinearLayer(embedDim, embedDim, WeightLaw.XavierUniform, device: device);
        value = new LinearLayer(embedDim, embedDim, WeightLaw.XavierUniform, device: device);
        output = new LinearLayer(embedDim, embedDim, WeightLaw.XavierUniform, device: device);
        RegisterComponents();
    }

    /// <param name="hidden">[B, T, D].</param>
    /// <param name="additiveMask">Added to the scores, broadcast to [B, H, T, T]; null adds nothing.</param>
    /// <returns>[B, T, D].</returns>
    public Tensor Attend(Tensor hidden, Tensor? additiveMask)
    {
        var tokens = hidden.size(1);
        var attended = nn.functional.scaled_dot_product_attention(
            Heads(query.call(hidden), tokens), Heads(key.call(hidden), tokens), Heads(value.call(hidden), tokens), additiveMask); // [B, H, T, d]
        return output.call(attended.transpose(1, 2).reshape(-1, tokens, embedDim)); // [B, T, D]
    }

    private Tensor Heads(Tensor projected, long tokens) =>
        projected.view(-1, tokens, numHeads, embedDim / numHeads).transpose(1, 2); // [B, H, T, d]
}
