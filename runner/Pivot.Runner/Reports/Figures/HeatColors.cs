using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>
/// Turbo, the even-lightness successor of the paper's jet, as Mikhailov's polynomial
/// (https://research.google/blog/turbo-an-improved-rainbow-colormap-for-visualization/).
/// </summary>
internal static class HeatColors
{
    /// <summary>The colour of a value in [0, 1].</summary>
    public static SKColor At(double value)
    {
        var x = Math.Clamp(value, 0, 1);
        return new SKColor(
            Channel(x, 0.13572138, 4.61539260, -42.66032258, 132.13108234, -152.94239396, 59.28637943),
            Channel(x, 0.09140261, 2.19418839, 4.84296658, -14.18503333, 4.27729857, 2.82956604),
            Channel(x, 0.10667330, 12.64194608, -60.58204836, 110.36276771, -89.90310912, 27.34824973));
    }

    private static byte Channel(double x, double c0, double c1, double c2, double c3, double c4, double c5) =>
        (byte)Math.Round(255 * Math.Clamp(c0 + x * (c1 + x * (c2 + x * (c3 + x * (c4 + x * c5)))), 0, 1));
}
