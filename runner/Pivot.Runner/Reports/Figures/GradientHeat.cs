namespace Pivot.Runner.Reports.Figures;

/// <summary>
/// A gradient map made ready to lie over its image, as in the paper (section 4.2 and E.4): border ring replaced (from 12 patches a side), min-max, gamma 1.1, bilinear
/// upsampling. Different here: the ring (a known artefact of vision transformers) takes its nearest inner neighbour's value instead of a random
/// one's, so that the same map is always the same picture.
/// </summary>
internal static class GradientHeat
{
    private const double Gamma = 1.1;
    private const int SmallestWithRing = 12;

    /// <summary>Values in [0, 1] for a picture of a size.</summary>
    /// <param name="map">Magnitudes on the patch grid, rows from the top.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <returns>[height, width].</returns>
    public static double[,] Of(double[][] map, int width, int height)
    {
        var grid = Normalise(WithoutRing(map));
        int rows = grid.Length, columns = grid[0].Length;
        var heat = new double[height, width];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom, down) = Between((y + 0.5) * rows / height - 0.5, rows);
            for (var x = 0; x < width; x++)
            {
                var (left, right, along) = Between((x + 0.5) * columns / width - 0.5, columns);
                heat[y, x] = (1 - down) * ((1 - along) * grid[top][left] + along * grid[top][right])
                    + down * ((1 - along) * grid[bottom][left] + along * grid[bottom][right]);
            }
        }
        return heat;
    }

    // The paper's grid is 24 x 24, its ring a sixth of the patches. Of a small grid the ring is a large part of the picture (20 patches of 36),
    // and what it holds is not an artefact.
    private static double[][] WithoutRing(double[][] map)
    {
        int rows = map.Length, columns = map[0].Length;
        if (rows < SmallestWithRing || columns < SmallestWithRing) return map;
        return Enumerable.Range(0, rows).Select(r => Enumerable.Range(0, columns)
            .Select(c => map[Math.Clamp(r, 1, rows - 2)][Math.Clamp(c, 1, columns - 2)]).ToArray()).ToArray();
    }

    private static double[][] Normalise(double[][] map)
    {
        double low = map.Min(r => r.Min()), high = map.Max(r => r.Max());
        return map.Select(r => r.Select(v => high > low ? Math.Pow((v - low) / (high - low), Gamma) : 0).ToArray()).ToArray();
    }

    private static (int Low, int High, double Share) Between(double position, int count)
    {
        var inside = Math.Clamp(position, 0, count - 1);
        var low = (int)Math.Floor(inside);
        return (low, Math.Min(low + 1, count - 1), inside - low);
    }
}
