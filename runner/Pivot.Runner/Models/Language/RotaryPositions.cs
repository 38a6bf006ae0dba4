using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>
/// Rotary position embedding (arXiv 2104.09864) in HuggingFace's half-split layout: cosines and sines of one forward pass, made once and used
/// by every layer.
/// </summary>
/// <remarks>
/// rotate_half(x) * sin equals x rolled by half a head times sines whose first half is negated, so a rotation is three operations.
/// The angles are computed from the positions each time: that costs less than a look-up and sets no longest position.
/// </remarks>
internal sealed class RotaryPositions
{
    private readonly Tensor cosines; // [B, T, 1, d]
    private readonly Tensor signedSines; // [B, T, 1, d]
    private readonly int half;

    /// <param name="positionIds">int64 [B, T].</param>
    /// <param name="frequencies">Radians a token, [d / 2].</param>
    /// <param name="type">Type of the queries and keys; the angles are float32 whatever it is.</param>
    public RotaryPositions(Tensor positionIds, float[] frequencies, ScalarType type)
    {
        half = frequencies.Length;
        var angles = positionIds.to(ScalarType.Float32).unsqueeze(-1).unsqueeze(-1) * tensor(frequencies, device: positionIds.device); // [B, T, 1, d/2]
        var cosine = angles.cos();
        var sine = angles.sin();
        cosines = cat([cosine, cosine], -1).to(type);
        signedSines = cat([sine.neg(), sine], -1).to(type);
    }

    /// <summary>Rotates queries or keys, [B, T, H, d].</summary>
    public Tensor Rotate(Tensor heads) => (heads * cosines).addcmul(heads.roll(half, -1), signedSines, 1);
}
