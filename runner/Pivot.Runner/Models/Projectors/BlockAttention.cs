using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Projectors;

/// <summary>
/// Attention of one query to the patches of its own block; parameters as torch's MultiheadAttention: <c>in_proj_weight</c> [3 D, D], <c>in_proj_bias</c>,
/// <c>out_proj.*</c>.
/// </summary>
/// <remarks>Shapes: B images, Q blocks, n patches a block, H heads, D width, d = D / H.</remarks>
internal sealed class BlockAttention : nn.Module, IWeightLaws
{
    [ComponentName(Name = "in_proj_weight")] private readonly Parameter inputWeight;
    [ComponentName(Name = "in_proj_bias")] private readonly Parameter inputBias;
    [ComponentName(Name = "out_proj")] private readonly LinearLayer output;
    private readonly int embedDim;
    private readonly int numHeads;

    public BlockAttention(int embedDim, int numHeads, Device? device) : base(nameof(BlockAttention))
    {
        ShapeCheck.Divides(nameof(BlockAttention), nameof(numHeads), numHeads, nameof(embedDim), embedDim);
        this.embedDim = embedDim;
        this.numHeads = numHeads;
        inputWeight = NewParameter.Zeros(device, 3 * embedDim, embedDim);
        inputBias = NewParameter.Zeros(device, 3 * embedDim);
        output = new LinearLayer(embedDim, embedDim, WeightLaw.LecunNormal, device: device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws =>
        [("in_proj_weight", inputWeight, WeightLaw.XavierUniform), ("in_proj_bias", inputBias, WeightLaw.Zeros)];

    /// <param name="query">[B, Q, D].</param>
    /// <param name="key">[B, Q, n, D].</param>
    /// <param name="value">[B, Q, n, D].</param>
    /// <returns>[B, Q, D].</returns>
    public Tensor Attend(Tensor query, Tensor key, Tensor value)
    {
        var (batch, blocks) = (query.size(0), query.size(1));
        var attended = nn.functional.scaled_dot_product_attention(
            Heads(query.unsqueeze(2), 0), Heads(key, 1), Heads(value, 2)); // [B Q, H, 1, d]
        return output.call(attended.reshape(batch, blocks, embedDim)); // [B, Q, D]
    }

    // [B, Q, n, D] to [B Q, H, n, d]; third is 0 for queries, 1 for keys, 2 for values.
    private Tensor Heads(Tensor input, int third) =>
        nn.functional.linear(input, inputWeight.narrow(0, third * embedDim, embedDim), inputBias.narrow(0, third * embedDim, embedDim))
            .reshape(-1, input.size(2), numHeads, embedDim / numHeads).transpose(1, 2);
}
