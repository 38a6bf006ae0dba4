namespace Pivot.Runner.Data.Images;

/// <summary>
/// LLaVA-OneVision's anyres (https://arxiv.org/abs/2408.03326): an image is cut into tiles of the tower's size, the base image first. Pure numbers, one place
/// for the three that must agree: the tiles' pixels, the number of image tokens in a row, and the packing of their features.
/// </summary>
/// <remarks>
/// The numbers are transformers 4.46's: 64-bit floats, cut to whole numbers. Since 4.47 a product is first rounded to 7 places, which makes another number of
/// tokens where the product should be whole and is not; LLaVA's own code does not round.
/// </remarks>
public sealed class AnyresLayout
{
    private const double Slack = 1.1; // a little over the budget is let through, as the original does

    /// <summary>Checks and keeps the settings.</summary>
    /// <param name="grid">Sizes that an image may be brought to (<c>image_grid_pinpoints</c>), multiples of <paramref name="tileSide"/>.</param>
    /// <param name="tileSide">Side of a tile in pixels: the tower's input.</param>
    /// <param name="mostTiles">Budget: tokens beyond those of this many tiles are shrunk away (the 9 of <c>anyres_max_9</c>); null for no limit.</param>
    /// <exception cref="ArgumentException">The grid is empty, or a size is no multiple of the tile, or a number is not positive.</exception>
    public AnyresLayout(IReadOnlyList<PixelSize> grid, int tileSide, int? mostTiles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tileSide, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostTiles ?? 1, 1, nameof(mostTiles));
        if (grid.Count == 0) throw new ArgumentException("anyres needs at least one size in its grid", nameof(grid));
        foreach (var size in grid)
            if (size.Height < 1 || size.Width < 1 || size.Height % tileSide != 0 || size.Width % tileSide != 0)
                throw new ArgumentException($"the grid's size {size.Height} x {size.Width} (height x width) is no multiple of the tile's side {tileSide}", nameof(grid));
        (Grid, TileSide, MostTiles) = (grid, tileSide, mostTiles);
    }

    /// <summary>Sizes that an image may be brought to, in their order: of equals the first is taken.</summary>
    public IReadOnlyList<PixelSize> Grid { get; }

    /// <summary>Side of a tile in pixels.</summary>
    public int TileSide { get; }

    /// <summary>The budget in tiles, or null for no limit.</summary>
    public int? MostTiles { get; }

    /// <summary>The size an image is brought to: the one that keeps most of its pixels, then the one that wastes least.</summary>
    public PixelSize Best(PixelSize image)
    {
        var best = Grid[0];
        long mostKept = 0, leastWasted = long.MaxValue;
        foreach (var size in Grid)
        {
            var scale = Math.Min((double)size.Width / image.Width, (double)size.Height / image.Height);
            long width = (long)(image.Width * scale), height = (long)(image.Height * scale);
            var kept = Math.Min(width * height, (long)image.Width * image.Height);
            var wasted = (long)size.Width * size.Height - kept;
            if (kept > mostKept || (kept == mostKept && wasted < leastWasted)) (best, mostKept, leastWasted) = (size, kept, wasted);
        }
        return best;
    }

    /// <summary>The image's size inside the best one, its aspect kept; the rest is padding.</summary>
    public static PixelSize Fit(PixelSize image, PixelSize best)
    {
        double byWidth = (double)best.Width / image.Width, byHeight = (double)best.Height / image.Height;
        return byWidth < byHeight
            ? new PixelSize(Math.Min((int)Math.Ceiling(image.Height * byWidth), best.Height), best.Width)
            : new PixelSize(best.Height, Math.Min((int)Math.Ceiling(image.Width * byHeight), best.Width));
    }

    /// <summary>Tiles of an image, the base image counted.</summary>
    public int TileCount(PixelSize image)
    {
        var best = Best(image);
        return 1 + best.Height / TileSide * (best.Width / TileSide);
    }

    /// <summary>How the tiles' tokens are packed.</summary>
    /// <param name="image">The image's own size.</param>
    /// <param name="patchesPerSide">Tokens along a side of a tile.</param>
    public AnyresPacking Pack(PixelSize image, int patchesPerSide)
    {
        var best = Best(image);
        int tileRows = best.Height / TileSide, tileColumns = best.Width / TileSide;
        int rows = tileRows * patchesPerSide, columns = tileColumns * patchesPerSide, top = 0, left = 0;
        if ((double)image.Width / image.Height > (double)columns / rows)
            top = (rows - (int)(image.Height * ((double)columns / image.Width))) / 2;
        else
            left = (columns - (int)(image.Width * ((double)rows / image.Height))) / 2;
        rows -= 2 * top;
        columns -= 2 * left;
        var over = MostTiles is { } most ? Math.Sqrt((double)rows * columns / ((double)most * patchesPerSide * patchesPerSide)) : 0;
        var (shrunkRows, shrunkColumns) = over > Slack ? (Shrunk(rows, over), Shrunk(columns, over)) : (rows, columns);
        return new AnyresPacking(tileRows, tileColumns, top, left, rows, columns, shrunkRows, shrunkColumns);
    }

    /// <summary>Image tokens of an image: the base image's, then every row of tokens with its newline.</summary>
    /// <param name="image">The image's own size.</param>
    /// <param name="patchesPerSide">Tokens along a side of a tile.</param>
    public int TokenCount(PixelSize image, int patchesPerSide) => patchesPerSide * patchesPerSide + Pack(image, patchesPerSide).TokenCount;

    // At least one: the original stops with an error where a thin image would lose its only row.
    private static int Shrunk(int tokens, double over) => Math.Max((int)Math.Floor(tokens / over), 1);
}
