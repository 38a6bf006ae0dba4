using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>A mask averaged over the areas of patches.</summary>
internal static class MaskCoverage
{
    /// <summary>
    /// Share of each patch's area that the mask's pixels of value 1 cover, [P]. Exact where a patch's border cuts through pixels, so that
    /// the mean over the patches is the mask's share of the image. The mask and the grid span the same picture, whatever their sizes.
    /// </summary>
    public static double[] Of(LabelMap mask, PatchGrid grid)
    {
        var columns = Overlaps(mask.Width, grid.Width);
        var rows = Overlaps(mask.Height, grid.Height);
        var shares = new double[grid.Count];
        for (var r = 0; r < grid.Height; r++)
        {
            for (var c = 0; c < grid.Width; c++)
            {
                var covered = 0.0;
                foreach (var (y, height) in rows[r])
                {
                    foreach (var (x, width) in columns[c])
                    {
                        if (mask.Labels[y * mask.Width + x] == 1) covered += height * width;
                    }
                }
                shares[r * grid.Width + c] = covered;
            }
        }
        return shares;
    }

    // For each of `cells` equal parts of `pixels`: the pixels it touches and the share of the part that each fills. In whole numbers, a
    // pixel being `cells` units wide and a part `pixels` units, so that a border that falls between pixels never touches one by rounding.
    private static (int Pixel, double Share)[][] Overlaps(int pixels, int cells) =>
        [.. Enumerable.Range(0, cells).Select(cell =>
        {
            long from = (long)cell * pixels, to = from + pixels;
            return Enumerable.Range((int)(from / cells), (int)((to - 1) / cells - from / cells) + 1)
                .Select(p => (p, (double)(Math.Min(to, (long)(p + 1) * cells) - Math.Max(from, (long)p * cells)) / pixels))
                .ToArray();
        })];
}
