namespace Pivot.Runner.Models.Vision;

/// <summary>
/// LLaVA-OneVision's way of reading images of any size (arXiv 2408.03326, section 3.1; HuggingFace 4.46): which grid of tiles an image is cut into and how many
/// tokens it becomes. Arithmetic only; the image processor cuts by it, the prompt makes room by it, the model packs by it.
/// </summary>
/// <remarks>
/// An image is resized to fit the best of the grid's sizes, centred on a black canvas of that size and cut into tiles; before them goes the whole image as one tile.
/// Rounding is Python's, since a token more or less is an error.
/// </remarks>
public sealed class AnyresLayout
{
    private const double LeastShrinking = 1.1;

    /// <summary>Checks the sizes.</summary>
    /// <param name="tileSize">Side of a tile in pixels: the tower's input.</param>
    /// <param name="patchesPerSide">Patches along a side of a tile.</param>
    /// <param name="grid">The sizes to choose from, (height, width) in pixels, each a multiple of the tile (image_grid_pinpoints).</param>
    /// <param name="mostTiles">An image's patches beyond 1.21 times those of so many tiles are shrunk to them: N of <c>anyres_max_N</c>.</param>
    /// <exception cref="ArgumentException">A size is not positive or no multiple of the tile, or there is none.</exception>
    public AnyresLayout(int tileSize, int patchesPerSide, IReadOnlyList<(int Height, int Width)> grid, int mostTiles)
    {
        ShapeCheck.Positive(nameof(AnyresLayout), (nameof(tileSize), tileSize), (nameof(patchesPerSide), patchesPerSide), (nameof(mostTiles), mostTiles));
        if (grid.Count == 0) throw new ArgumentException("the anyres grid is empty; it needs at least one size, such as [384, 768]");
        foreach (var (height, width) in grid)
        {
            if (height < 1 || width < 1 || height % tileSize != 0 || width % tileSize != 0)
                throw new ArgumentException($"the anyres grid has [{height}, {width}]; both must be multiples of the tile's side, {tileSize}");
        }
        (TileSize, PatchesPerSide, Grid, MostTiles) = (tileSize, patchesPerSide, [.. grid], mostTiles);
    }

    /// <summary>Side of a tile in pixels.</summary>
    public int TileSize { get; }

    /// <summary>Patches along a side of a tile.</summary>
    public int PatchesPerSide { get; }

    /// <summary>The sizes to choose from, (height, width) in pixels.</summary>
    public IReadOnlyList<(int Height, int Width)> Grid { get; }

    /// <summary>N of <c>anyres_max_N</c>.</summary>
    public int MostTiles { get; }

    /// <summary>The grid's size that keeps most of an image's pixels; of equals the one that wastes least, of those the first.</summary>
    /// <param name="height">The image's height in pixels, at least 1.</param>
    /// <param name="width">Its width in pixels, at least 1.</param>
    /// <exception cref="ArgumentException">The image has no pixels.</exception>
    public (int Height, int Width) BestSize(int height, int width)
    {
        ShapeCheck.Positive("an image", (nameof(height), height), (nameof(width), width));
        var best = (Height: 0, Width: 0);
        var (mostKept, leastWasted) = (0L, long.MaxValue);
        foreach (var size in Grid)
        {
            var scale = Math.Min((double)size.Width / width, (double)size.Height / height);
            var kept = Math.Min((long)(width * scale) * (long)(height * scale), (long)width * height);
            var wasted = (long)size.Height * size.Width - kept;
            if (kept < mostKept || (kept == mostKept && wasted >= leastWasted)) continue;
            (best, mostKept, leastWasted) = (size, kept, wasted);
        }
        return best;
    }

    /// <summary>Everything about one image.</summary>
    /// <param name="height">The image's height in pixels, at least 1.</param>
    /// <param name="width">Its width in pixels, at least 1.</param>
    /// <exception cref="ArgumentException">The image has no pixels, or is so narrow that nothing of it is left.</exception>
    public AnyresImage Of(int height, int width)
    {
        var size = BestSize(height, width);
        int rows = size.Height / TileSize, columns = size.Width / TileSize;
        int stitchedHeight = rows * PatchesPerSide, stitchedWidth = columns * PatchesPerSide;
        int top = 0, left = 0;
        // The canvas has black borders above and below a wide image, left and right of a tall one; their patches are cut off again.
        if ((double)width / height > (double)stitchedWidth / stitchedHeight)
            top = (stitchedHeight - (int)(height * ((double)stitchedWidth / width))) / 2;
        else
            left = (stitchedWidth - (int)(width * ((double)stitchedHeight / height))) / 2;
        int keptHeight = stitchedHeight - 2 * top, keptWidth = stitchedWidth - 2 * left;
        var ratio = Math.Sqrt((double)((long)keptHeight * keptWidth) / ((long)MostTiles * PatchesPerSide * PatchesPerSide));
        var (shownHeight, shownWidth) = ratio > LeastShrinking ? (FloorDivide(keptHeight, ratio), FloorDivide(keptWidth, ratio)) : (keptHeight, keptWidth);
        if (ratio > LeastShrinking && (shownHeight < 1 || shownWidth < 1))
            throw new ArgumentException($"an image of {height} x {width} pixels (height x width) is too narrow for {MostTiles} tiles: no patch of it is left");
        return new AnyresImage(size.Height, size.Width, rows, columns, top, left, keptHeight, keptWidth, shownHeight, shownWidth,
            PatchesPerSide * PatchesPerSide + shownHeight * (shownWidth + 1));
    }

    // Python's a // b of floats (float_floor_div), which is not floor(a / b) when a / b rounds up to a whole number.
    private static int FloorDivide(double value, double divisor)
    {
        var quotient = (value - value % divisor) / divisor;
        var floor = Math.Floor(quotient);
        return (int)(quotient - floor > 0.5 ? floor + 1 : floor);
    }
}
