using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>Grouped-query self-attention with rotary positions.</summary>
/// <remarks>Shapes: B rows, T new tokens, S tokens seen, H query heads, K key heads, d head width.</remarks>
internal sealed class DecoderAttention : nn.Module
{
    [ComponentName(Name = "q_proj")] private readonly LinearLayer query;
    [ComponentName(Name = "k_proj")] private readonly LinearLayer key;
    [ComponentName(Name = "v_proj")] private readonly LinearLayer value;
    [ComponentName(Name = "o_proj")] private readonly LinearLayer output;
    private readonly LanguageShape shape;

    public DecoderAttention(LanguageShape shape, Device? device) : base(nameof(DecoderAttention))
    {
        this.shape = shape;
        var (queryDim, keyDim) = (shape.NumHeads * shape.HeadDim, shape.NumKvHeads * shape.HeadDim);
        query = new LinearLayer(shape.EmbedDim, queryDim, WeightLaw.LecunNormal, shape.HasQkvBias, device);
        key = new LinearLayer(shape.EmbedDim, keyDim, WeightLaw.LecunNormal, shape.HasQkvBias, device);
        value = new LinearLayer(shape.EmbedDim, keyDim, WeightLaw.LecunNormal, shape.HasQkvBias, device);
        output = new LinearLayer(queryDim, shape.EmbedDim, WeightLaw.ResidualOutput(shape.NumLayers), shape.HasOutputBias, device);
        RegisterComponents();
    }

    /// <param name="hidden">[B, T, D].</param>
    /// <param name="pass">Positions, mask and cache of this forward pass.</param>
    /// <param name="layer">Number of the block, for the cache.</param>
    /// <returns>[B, T, D].</returns>
    public Tensor Attend(Tensor hidden, DecoderPass pass, int layer)
    {
        var tokens = hidden.size(1);
        var queries = pass.Positions.Rotate(Heads(query.call(hidden), tokens, shape.NumHeads)).transpose(1, 2); // [B, H, T, d]
        var keys = pass.Positions.Rotate(Heads(key.call(hidden), tokens, shape.NumKvHeads)).transpose(1, 2); // [B, K, T, d]
        var values = Heads(value.call(hidden), tokens, shape.NumKvHeads).transpose(1, 2); // [B, K, T, d]
        if (pass.Cache is not null) (keys, values) = pass.Cache.Append(layer, keys, values); // [B, K, S, d]
        var attended = nn.functional.scaled_dot_product_attention(queries, ForEveryQuery(keys), ForEveryQuery(values), pass.AdditiveMask,
            is_casual: pass.IsCausal); // [B, H, T, d]
        return output.call(attended.transpose(1, 2).reshape(-1, tokens, shape.NumHeads * shape.HeadDim)); // [B, T, D]
    }

    private Tensor Heads(Tensor projected, long tokens, int heads) => projected.view(-1, tokens, heads, shape.HeadDim); // [B, T, heads, d]

    // [B, K, S, d] -> [B, H, S, d]: key head k serves the query heads k H/K .. (k + 1) H/K - 1.
    private Tensor ForEveryQuery(Tensor heads)
    {
        var group = shape.NumHeads / shape.NumKvHeads;
        return group == 1 ? heads : heads.unsqueeze(2).expand(-1, -1, group, -1, -1).flatten(1, 2);
    }
}
