using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Projectors;

/// <summary>
/// After TokenPacker (arXiv 2407.02392, section 3.2; CircleRadon/TokenPacker, multimodal_projector/builder.py): the grid of patches, shrunk bilinearly by a
/// factor f, gives the queries; each attends to the f x f patches of its own block and to no others; then Linear, exact GELU, Linear.
/// </summary>
/// <remarks>
/// As there: the shrinking (no antialiasing: with f = 2 the mean of the block, with an odd f its middle patch), query through a linear layer without bias, keys
/// and values through two layers with GELU, a LayerNorm (1e-6) on each of the three, one multi-head attention with heads of 128, no residual, and all names
/// (<c>q_proj_1</c>, <c>k_proj_1.0</c>, ..., <c>clip_attn.in_proj_weight</c>, <c>mlp.2</c>). Not as there: keys and values come from the one hidden state that
/// the model reads and not from four layers side by side (CLIP's 12, 16, 22, 23), so that they are Dv wide and not 4 Dv; a width that is no multiple of 128
/// has one head; matrices are drawn by fan-in and not at 0.02.
/// </remarks>
public sealed class ResamplerProjector : Projector
{
    private const int HeadDim = 128;
    private const double Epsilon = 1e-6;

    [ComponentName(Name = "q_proj_1")] private readonly LinearLayer query;
    [ComponentName(Name = "k_proj_1")] private readonly GeluMlp key;
    [ComponentName(Name = "v_proj_1")] private readonly GeluMlp value;
    [ComponentName(Name = "ln_q_1")] private readonly LayerNormLayer queryNorm;
    [ComponentName(Name = "ln_k_1")] private readonly LayerNormLayer keyNorm;
    [ComponentName(Name = "ln_v_1")] private readonly LayerNormLayer valueNorm;
    [ComponentName(Name = "clip_attn")] private readonly BlockAttention attention;
    [ComponentName(Name = "mlp")] private readonly GeluMlp mlp;

    /// <summary>Makes the projector, matrices zero and gains one.</summary>
    /// <param name="visionDim">Dv: width of the tower's features.</param>
    /// <param name="languageDim">Dl: width of the language model; also the hidden width of the last MLP.</param>
    /// <param name="factor">f: side of the block of patches that becomes one token.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    /// <exception cref="ArgumentException">The factor is not positive.</exception>
    public ResamplerProjector(int visionDim, int languageDim, int factor, Device? device = null) : base(nameof(ResamplerProjector))
    {
        ShapeCheck.Positive(nameof(ResamplerProjector), (nameof(factor), factor));
        Shape = new ProjectorShape("resampler", visionDim, languageDim, factor);
        query = new LinearLayer(visionDim, visionDim, WeightLaw.LecunNormal, hasBias: false, device);
        key = new GeluMlp(visionDim, visionDim, device);
        value = new GeluMlp(visionDim, visionDim, device);
        queryNorm = new LayerNormLayer(visionDim, Epsilon, device);
        keyNorm = new LayerNormLayer(visionDim, Epsilon, device);
        valueNorm = new LayerNormLayer(visionDim, Epsilon, device);
        attention = new BlockAttention(visionDim, visionDim % HeadDim == 0 ? visionDim / HeadDim : 1, device);
        mlp = new GeluMlp(visionDim, languageDim, device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override ProjectorShape Shape { get; }

    /// <summary>Maps features [B, P, Dv] to [B, P / f^2, Dl].</summary>
    /// <exception cref="ArgumentException">The patches are no square, or blocks do not fill it.</exception>
    public override Tensor forward(Tensor features)
    {
        var side = PatchBlocks.Side(Shape.Arch, (int)features.size(1), Shape.Factor);
        var queries = queryNorm.call(query.call(Coarse(features, side))); // [B, Q, Dv]
        var keys = PatchBlocks.Cut(keyNorm.call(key.call(features)), side, Shape.Factor); // [B, Q, f^2, Dv]
        var values = PatchBlocks.Cut(valueNorm.call(value.call(features)), side, Shape.Factor); // [B, Q, f^2, Dv]
        return mlp.call(attention.Attend(queries, keys, values)); // [B, Q, Dl]
    }

    private Tensor Coarse(Tensor features, int side)
    {
        var (batch, width, blocks) = (features.size(0), features.size(2), side / Shape.Factor);
        var grid = features.reshape(batch, side, side, width).permute(0, 3, 1, 2); // [B, Dv, side, side]
        return nn.functional.interpolate(grid, [blocks, blocks], mode: InterpolationMode.Bilinear, align_corners: false) // [B, Dv, blocks, blocks]
            .permute(0, 2, 3, 1).reshape(batch, blocks * blocks, width); // [B, Q, Dv]
    }
}
