using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>
/// Attention of one query to all patches; parameters as torch's MultiheadAttention: <c>in_proj_weight</c> [3 D, D], <c>in_proj_bias</c>, <c>out_proj.*</c>.
/// </summary>
internal sealed class SiglipPoolingAttention : nn.Module, IWeightLaws
{
    [ComponentName(Name = "in_proj_weight")] private readonly Parameter inputWeight;
    [ComponentName(Name = "in_proj_bias")] private readonly Parameter inputBias;
    [ComponentName(Name = "out_proj")] private readonly LinearLayer output;
    private readonly int embedDim;
    private readonly int numHeads;

    public SiglipPoolingAttention(int embedDim, int numHeads, Device? device) : base(nameof(SiglipPoolingAttention))
    {
        this.embedDim = embedDim;
        this.numHeads = numHeads;
        inputWeight = NewParameter.Zeros(device, 3 * embedDim, embedDim);
        inputBias = NewParameter.Zeros(device, 3 * embedDim);
        output = new LinearLayer(embedDim, embedDim, WeightLaw.XavierUniform, device: device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws =>
        [("in_proj_weight", inputWeight, WeightLaw.XavierUniform), ("in_proj_bias", inputBias, WeightLaw.Zeros)];

    /// <param name="probe">The query, [1, 1, D].</param>
    /// <param name="hidden">Keys and values, [B, P, D].</param>
    /// <returns>[B, 1, D].</returns>
    public Tensor Attend(Tensor probe, Tensor hidden)
    {
        var batch = hidden.size(0);
        var headDim = embedDim / numHeads;
        var query = nn.functional.linear(probe, inputWeight.narrow(0, 0, embedDim), inputBias.narrow(0, 0, embedDim)) // [1, 1, D]
            .view(1, numHeads, 1, headDim).expand(batch, numHeads, 1, headDim); // [B, H, 1, d]
        var pairs = nn.functional.linear(hidden, inputWeight.narrow(0, embedDim, 2 * embedDim), inputBias.narrow(0, embedDim, 2 * embedDim))
            .view(batch, -1, 2, numHeads, headDim).permute(2, 0, 3, 1, 4); // [2, B, H, P, d]
        var attended = nn.functional.scaled_dot_product_attention(query, pairs[0], pairs[1]); // [B, H, 1, d]
        return output.call(attended.transpose(1, 2).reshape(batch, 1, embedDim)); // [B, 1, D]
    }
}
