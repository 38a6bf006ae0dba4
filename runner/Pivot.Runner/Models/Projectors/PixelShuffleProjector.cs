using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Projectors;

/// <summary>
/// The patches of each f x f block side by side, LayerNorm, Linear, exact GELU, Linear: InternVL's (arXiv 2404.16821, section 3.1; OpenGVLab/InternVL,
/// modeling_internvl_chat.py, pixel_shuffle with ps_version v2, and mlp1). In a token the channels run through patch (0, 0), then (0, 1) of the same row.
/// Parameters <c>layer_norm.*</c>, <c>linear_1.*</c>, <c>linear_2.*</c>, as in HuggingFace's InternVLMultiModalProjector; they are mlp1.0, mlp1.1, mlp1.3 there.
/// </summary>
public sealed class PixelShuffleProjector : Projector
{
    [ComponentName(Name = "layer_norm")] private readonly LayerNormLayer norm;
    [ComponentName(Name = "linear_1")] private readonly LinearLayer first;
    [ComponentName(Name = "linear_2")] private readonly LinearLayer second;

    /// <summary>Makes the projector, matrices zero and gains one.</summary>
    /// <param name="visionDim">Dv: width of the tower's features.</param>
    /// <param name="languageDim">Dl: width of the language model; also the hidden width.</param>
    /// <param name="factor">f: side of the block of patches that becomes one token.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    /// <exception cref="ArgumentException">The factor is not positive.</exception>
    public PixelShuffleProjector(int visionDim, int languageDim, int factor, Device? device = null) : base(nameof(PixelShuffleProjector))
    {
        ShapeCheck.Positive(nameof(PixelShuffleProjector), (nameof(factor), factor));
        Shape = new ProjectorShape("pixel_shuffle", visionDim, languageDim, factor);
        var blockDim = visionDim * factor * factor;
        norm = new LayerNormLayer(blockDim, 1e-5, device);
        first = new LinearLayer(blockDim, languageDim, WeightLaw.LecunNormal, device: device);
        second = new LinearLayer(languageDim, languageDim, WeightLaw.LecunNormal, device: device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override ProjectorShape Shape { get; }

    /// <summary>Maps features [B, P, Dv] to [B, P / f^2, Dl].</summary>
    /// <exception cref="ArgumentException">The patches are no square, or blocks do not fill it.</exception>
    public override Tensor forward(Tensor features) => second.call(nn.functional.gelu(first.call(norm.call(Shuffle(features)))));

    /// <summary>Space to depth: [B, P, Dv] to [B, P / f^2, f^2 Dv].</summary>
    internal Tensor Shuffle(Tensor features) =>
        PatchBlocks.Cut(features, PatchBlocks.Side(Shape.Arch, (int)features.size(1), Shape.Factor), Shape.Factor).flatten(2); // [B, Q, f^2 Dv]
}
