using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Positions of a square of patches, stretched over another grid.</summary>
internal static class PositionGrid
{
    /// <summary>
    /// Bicubic interpolation to an exact size, corners not aligned, as transformers 4.46 does it (interpolate_pos_encoding). The first DINOv2 code gave a
    /// scale factor with 0.1 added instead of a size, which moves every sample a little.
    /// </summary>
    /// <param name="table">Positions in row order, [P, D], P a square number.</param>
    /// <param name="rows">Rows of the grid wanted.</param>
    /// <param name="columns">Columns of the grid wanted.</param>
    /// <param name="antialias">Whether the kernel widens where the grid shrinks (DINOv2 with registers).</param>
    /// <returns>[rows columns, D].</returns>
    public static Tensor Stretch(Tensor table, long rows, long columns, bool antialias = false)
    {
        var (count, width) = (table.size(0), table.size(1));
        var side = (long)Math.Round(Math.Sqrt(count));
        var grid = table.reshape(1, side, side, width).permute(0, 3, 1, 2); // [1, D, side, side]
        return nn.functional.interpolate(grid, [rows, columns], mode: InterpolationMode.Bicubic, align_corners: false, antialias: antialias)
            .permute(0, 2, 3, 1).reshape(rows * columns, width); // [rows columns, D]
    }
}
