using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Multi-head self-attention before its output layer: <c>query.*</c>, <c>key.*</c>, <c>value.*</c>.</summary>
internal sealed class Dinov2SelfAttention : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "query")] private readonly LinearLayer query;
    [ComponentName(Name = "key")] private readonly LinearLayer key;
    [ComponentName(Name = "value")] private readonly LinearLayer value;
    private readonly int numHeads;

    public Dinov2SelfAttention(Dinov2VisionShape shape, Device? device) : base(nameof(Dinov2SelfAttention))
    {
        numHeads = shape.NumHeads;
        query = new LinearLayer(shape.EmbedDim, shape.EmbedDim, WeightLaw.LecunNormal, shape.HasQueryBias, device);
        key = new LinearLayer(shape.EmbedDim, shape.EmbedDim, WeightLaw.LecunNormal, shape.HasQueryBias, device);
        value = new LinearLayer(shape.EmbedDim, shape.EmbedDim, WeightLaw.LecunNormal, shape.HasQueryBias, device);
        RegisterComponents();
    }

    /// <summary>Maps [B, T, D] to [B, T, D].</summary>
    public override Tensor forward(Tensor hidden) => AttentionHeads.Join(nn.functional.scaled_dot_product_attention(
        AttentionHeads.Split(query.call(hidden), numHeads), AttentionHeads.Split(key.call(hidden), numHeads), AttentionHeads.Split(value.call(hidden), numHeads)));

    /// <summary>[B, T, D] to [B, H, T, T].</summary>
    public Tensor Probabilities(Tensor hidden) =>
        AttentionHeads.Probabilities(AttentionHeads.Split(query.call(hidden), numHeads), AttentionHeads.Split(key.call(hidden), numHeads));
}
