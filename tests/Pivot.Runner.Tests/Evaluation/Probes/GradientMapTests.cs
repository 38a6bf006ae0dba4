using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Evaluation.Probes;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Evaluation.Probes;

public class GradientMapTests
{
    private static readonly PatchGrid Grid = new(2, 2);

    // 4 x 4 pixels, 2 x 2 patches: the mask fills patch 0 and half of patch 1.
    private static readonly LabelMap Mask = Picture(4, "1110", "1110", "0000", "0000");

    [Fact]
    public void Values_are_sums_of_magnitudes_over_channels()
    {
        var gradient = tensor(new float[] { 1, -2, 0, 0, -0.5f, 0.25f, 3, 4 }).reshape(4, 2);
        Assert.Equal([3, 0, 0.75, 7], GradientMap.FromGradient(gradient, Grid).Values);
        Assert.Throws<ArgumentException>(() => GradientMap.FromGradient(gradient, new PatchGrid(2, 3)));
        Assert.Throws<ArgumentException>(() => GradientMap.FromGradient(full([4, 2], double.NaN), Grid));
    }

    [Fact]
    public void Mass_inside_the_mask_counts_each_patch_by_its_covered_share()
    {
        var map = new GradientMap(Grid, [3, 4, 1, 2]);
        Assert.Equal((3 + 4 * 0.5) / 10, map.InMask(Mask), 12);
        Assert.Equal(6 / 16.0, GradientMap.ChanceInMask(Mask));
        Assert.Equal(6 / 16.0, new GradientMap(Grid, [2, 2, 2, 2]).InMask(Mask), 12);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(5, 7)]
    [InlineData(1, 1)]
    public void A_uniform_map_scores_the_masks_area_even_where_patches_cut_through_pixels(int height, int width)
    {
        var grid = new PatchGrid(height, width);
        var coverage = MaskCoverage.Of(Mask, grid);
        Assert.Equal(6 / 16.0, coverage.Average(), 12);
        Assert.All(coverage, a => Assert.InRange(a, 0, 1 + 1e-12));
    }

    [Fact]
    public void A_pixel_that_two_patches_share_is_split_between_them()
    {
        // 3 pixels over 2 patches: the middle one is half in each; its share of a patch of 1.5 pixels is 1/3.
        Assert.Equal([1 / 3.0, 1 / 3.0], MaskCoverage.Of(Picture(3, "010"), new PatchGrid(1, 2)), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Pointing_hits_when_the_strongest_patch_holds_a_pixel_of_the_mask()
    {
        Assert.True(new GradientMap(Grid, [0, 9, 1, 1]).PointingHit(Mask));
        Assert.False(new GradientMap(Grid, [8, 0, 9, 1]).PointingHit(Mask));
        Assert.True(new GradientMap(Grid, [9, 0, 9, 0]).PointingHit(Mask)); // the first of equals
        Assert.Equal(0.5, new GradientMap(Grid, [0, 9, 1, 1]).ChancePointing(Mask));
    }

    [Fact]
    public void An_empty_map_scores_chance_and_points_nowhere()
    {
        var empty = new GradientMap(Grid, [0, 0, 0, 0]);
        Assert.Equal(6 / 16.0, empty.InMask(Mask), 12);
        Assert.False(empty.PointingHit(Mask));
    }

    [Fact]
    public void Scores_are_means_over_the_maps()
    {
        var scorer = new GradientMapScorer();
        scorer.Add("a", new GradientMap(Grid, [1, 0, 0, 0]), Mask);
        scorer.Add("b", new GradientMap(Grid, [0, 0, 0, 1]), Mask);
        scorer.Add("c", new GradientMap(Grid, [0, 0, 0, 0]), Picture(2, "10", "00"));
        var chance = (6 / 16.0 + 6 / 16.0 + 0.25) / 3;
        Dictionary<string, double> expected = new()
        {
            ["in_mask"] = 1.25 / 3, ["in_mask_chance"] = chance, ["pointing"] = 1 / 3.0, ["pointing_chance"] = 1.25 / 3, ["n"] = 3, ["n_empty"] = 1,
        };
        Assert.Equal(expected.Keys, scorer.Scores.Keys);
        Assert.All(expected, e => Assert.Equal(e.Value, scorer.Scores[e.Key], 12));
        Assert.Equal([false, false, true], scorer.Items.Select(i => i.Empty));
        Assert.Contains("d marks no pixel", Assert.Throws<DataException>(() => scorer.Add("d", new GradientMap(Grid, [1, 1, 1, 1]), Picture(1, "0"))).Message);
    }

    private static LabelMap Picture(int width, params string[] rows) =>
        new(width, rows.Length, [.. string.Concat(rows).Select(c => (byte)(c - '0'))]);
}
