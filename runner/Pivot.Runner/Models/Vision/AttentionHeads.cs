using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Cuts vectors into heads and puts them together again.</summary>
/// <remarks>Shapes: B batch, T tokens, H heads, D width, d = D / H.</remarks>
internal static class AttentionHeads
{
    /// <summary>[B, T, D] to [B, H, T, d].</summary>
    public static Tensor Split(Tensor projected, int numHeads)
    {
        var size = projected.shape;
        return projected.view(size[0], size[1], numHeads, size[2] / numHeads).transpose(1, 2);
    }

    /// <summary>[B, H, T, d] to [B, T, D].</summary>
    public static Tensor Join(Tensor attended)
    {
        var size = attended.shape;
        return attended.transpose(1, 2).reshape(size[0], size[2], size[1] * size[3]);
    }

    /// <summary>Softmax of the scaled scores, [B, H, T, T]: what the fused kernel keeps to itself.</summary>
    public static Tensor Probabilities(Tensor query, Tensor key)
    {
        var size = query.shape; // [B, H, T, d]
        var scores = query.reshape(-1, size[2], size[3]).bmm(key.reshape(-1, size[2], size[3]).transpose(1, 2)); // [B H, T, T]
        return (scores / Math.Sqrt(size[3])).softmax(-1).view(size[0], size[1], size[2], size[2]);
    }
}
