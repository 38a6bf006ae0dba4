using Pivot.Runner.Reports.Figures;

namespace Pivot.Runner.Tests.Reports.Figures;

public class GradientHeatTests
{
    [Fact]
    public void The_border_ring_of_a_large_grid_takes_its_inner_neighbours_values()
    {
        // A 12 x 12 grid whose ring holds huge artefacts; inside all is 2 but the corners: 0, 1 / 2, 4.
        var map = Enumerable.Range(0, 12).Select(r => Enumerable.Range(0, 12).Select(c => r is 0 or 11 || c is 0 or 11 ? 99.0 : 2).ToArray()).ToArray();
        (map[1][1], map[1][10], map[10][10]) = (0, 1, 4);
        var heat = GradientHeat.Of(map, 12, 12);
        Assert.Equal(0, heat[0, 0], 12);
        Assert.Equal(Math.Pow(0.25, 1.1), heat[0, 11], 12);
        Assert.Equal(Math.Pow(0.5, 1.1), heat[11, 0], 12);
        Assert.Equal(1, heat[11, 11], 12);
    }

    [Fact]
    public void A_small_grid_keeps_its_ring_which_is_most_of_it()
    {
        double[][] map = [[4, 0, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 2]];
        var heat = GradientHeat.Of(map, 4, 4);
        Assert.Equal(1, heat[0, 0], 12);
        Assert.Equal(Math.Pow(0.5, 1.1), heat[3, 3], 12);
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
