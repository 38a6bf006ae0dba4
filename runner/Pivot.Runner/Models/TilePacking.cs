using Pivot.Runner.Data.Images;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models;

/// <summary>
/// From the tokens of images' tiles to the tokens that the language model reads (LLaVA-OneVision, arXiv 2408.03326, section 3.1; HuggingFace's
/// pack_image_features): the whole image's, then the tiles' put together, without the borders, shrunk to the budget, each row ended by the newline vector.
/// </summary>
/// <remarks>Shapes: Q = side x side tokens of a tile, N tokens of all images, D width.</remarks>
internal static class TilePacking
{
    /// <param name="tiles">Projected tiles of all images, each image's whole picture first, [tiles, Q, D].</param>
    /// <param name="sizes">The images' own sizes.</param>
    /// <param name="layout">How images are cut.</param>
    /// <param name="side">Tokens along a side of a tile.</param>
    /// <param name="newline">What ends a row of tokens, [D].</param>
    /// <returns>[N, D].</returns>
    /// <exception cref="ArgumentException">There are more or fewer tiles than the sizes say.</exception>
    public static Tensor Pack(Tensor tiles, IReadOnlyList<PixelSize> sizes, AnyresLayout layout, int side, Tensor newline)
    {
        var counts = sizes.Select(layout.TileCount).ToArray();
        if (counts.Sum() != tiles.size(0))
            throw new ArgumentException($"{sizes.Count} images of these sizes have {counts.Sum()} tiles; features of {tiles.size(0)} are given");
        var packed = new List<Tensor>();
        var at = 0L;
        foreach (var (image, count) in counts.Index())
        {
            packed.Add(tiles[at]); // [Q, D]
            packed.Add(Lines(tiles.narrow(0, at + 1, count - 1), layout.Pack(sizes[image], side), side, newline));
            at += count;
        }
        return cat([.. packed], 0);
    }

    private static Tensor Lines(Tensor tiles, AnyresPacking packing, int side, Tensor newline)
    {
        var width = tiles.size(-1);
        var rows = tiles.view(packing.TileRows, packing.TileColumns, side, side, width).permute(0, 2, 1, 3, 4)
            .reshape(packing.TileRows * side, packing.TileColumns * side, width)
            .narrow(0, packing.Top, packing.CutRows).narrow(1, packing.Left, packing.CutColumns); // [CutRows, CutColumns, D]
        if (packing.Shrinks)
        {
            rows = nn.functional.interpolate(rows.permute(2, 0, 1).unsqueeze(0), [packing.Rows, packing.Columns],
                mode: InterpolationMode.Bilinear, align_corners: false).squeeze(0).permute(1, 2, 0); // [Rows, Columns, D]
        }
        return cat([rows, newline.view(1, 1, width).expand(packing.Rows, 1, width)], 1).flatten(0, 1); // [Rows (Columns + 1), D]
    }
}
