using Pivot.Runner.Reports.Figures;

namespace Pivot.Runner.Tests.Reports.Figures;

public class GradientHeatTests
{
    [Fact]
    public void The_border_ring_takes_its_inner_neighbours_values()
    {
        // A 4 x 4 grid whose ring holds huge artefacts; the interior is 0, 1 / 2, 4.
        double[][] map = [[99, 99, 99, 99], [99, 0, 1, 99], [99, 2, 4, 99], [99, 99, 99, 99]];
        var heat = GradientHeat.Of(map, 4, 4);
        Assert.Equal(0, heat[0, 0], 12);
        Assert.Equal(Math.Pow(0.25, 1.1), heat[0, 3], 12);
        Assert.Equal(Math.Pow(0.5, 1.1), heat[3, 0], 12);
        Assert.Equal(1, heat[3, 3], 12);
    }

    [Fact]
    public void Upsampling_is_bilinear_between_patch_centres()
    {
        // Two patches, 0 and 1, over four pixels: centres at 0.5 and 2.5, so pixels 1 and 2 lie a quarter and three quarters between.
        var heat = GradientHeat.Of([[0, 1]], 4, 1);
        Assert.Equal([0, 0.25, 0.75, 1], Enumerable.Range(0, 4).Select(x => Math.Round(heat[0, x], 12)));
    }

    [Fact]
    public void A_flat_map_is_cold_everywhere() => Assert.All(GradientHeat.Of([[3, 3], [3, 3]], 2, 2).Cast<double>(), v => Assert.Equal(0, v));
}
