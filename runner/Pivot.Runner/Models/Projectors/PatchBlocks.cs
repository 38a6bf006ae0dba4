using static TorchSharp.torch;

namespace Pivot.Runner.Models.Projectors;

/// <summary>A square of patches cut into square blocks.</summary>
/// <remarks>Shapes: B images, P patches in row order, f side of a block, Q = P / f^2 blocks in row order, D width.</remarks>
internal static class PatchBlocks
{
    /// <summary>Q, the number of blocks.</summary>
    /// <exception cref="ArgumentException">The patches are no square, or blocks do not fill it.</exception>
    public static int Count(string projector, int patches, int factor)
    {
        var blocks = Side(projector, patches, factor) / factor;
        return blocks * blocks;
    }

    /// <summary>Patches along a side of the square.</summary>
    /// <exception cref="ArgumentException">The patches are no square, or blocks do not fill it.</exception>
    public static int Side(string projector, int patches, int factor)
    {
        var side = (int)Math.Round(Math.Sqrt(patches));
        if (patches < 1 || side * side != patches)
            throw new ArgumentException($"the {projector} projector reads a square of patches; {patches} tokens are none (class token and registers are not patches)");
        if (side % factor != 0)
            throw new ArgumentException($"the {projector} projector's factor {factor} does not divide the {side} patches along a side");
        return side;
    }

    /// <summary>[B, P, D] to [B, Q, f^2, D]: the patches of each block in row order.</summary>
    public static Tensor Cut(Tensor features, int side, int factor)
    {
        var (batch, width, blocks) = (features.size(0), features.size(2), side / factor);
        return features.reshape(batch, blocks, factor, blocks, factor, width) // [B, R, f, S, f, D]
            .permute(0, 1, 3, 2, 4, 5).reshape(batch, blocks * blocks, factor * factor, width); // [B, Q, f^2, D]
    }
}
