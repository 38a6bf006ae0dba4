using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Images;

/// <summary>Worked by hand; the reference's own numbers are in <see cref="AnyresGoldenTests"/>.</summary>
public class AnyresLayoutTests
{
    private static readonly AnyresLayout Layout = new([new(28, 28), new(28, 56), new(56, 28), new(56, 56), new(28, 84), new(84, 28)], 28, mostTiles: 9);

    [Theory]
    [InlineData(41, 67, 56, 56, 5)] // 56 x 34 pixels of it are kept; in 28 x 84 only 45 x 28
    [InlineData(93, 38, 84, 28, 4)] // 28 x 68 are kept; in 56 x 56 only 22 x 56
    [InlineData(10, 10, 28, 28, 2)] // all are kept everywhere, so the smallest
    [InlineData(10, 50, 28, 56, 3)] // all are kept in two, the smaller wastes less
    public void The_size_that_keeps_most_and_wastes_least_is_taken(int height, int width, int bestHeight, int bestWidth, int tiles)
    {
        Assert.Equal(new PixelSize(bestHeight, bestWidth), Layout.Best(new(height, width)));
        Assert.Equal(tiles, Layout.TileCount(new(height, width)));
    }

    [Fact]
    public void Padding_is_cut_off_and_every_row_has_its_newline()
    {
        // 41 x 67 in 56 x 56 with 4 tokens a side: 8 x 8 tokens, of which int(41 * 8 / 67) = 4 rows hold the image: (8 - 4) / 2 = 2 go above and below.
        Assert.Equal(new AnyresPacking(2, 2, 2, 0, 4, 8, 4, 8), Layout.Pack(new(41, 67), 4));
        Assert.Equal(16 + 4 * 9, Layout.TokenCount(new(41, 67), 4));
    }

    [Fact]
    public void Tokens_over_the_budget_are_shrunk()
    {
        var tight = new AnyresLayout([new(56, 56)], 28, mostTiles: 1);
        // 8 x 8 tokens for a budget of 4 x 4: the ratio is 2.
        Assert.Equal(new AnyresPacking(2, 2, 0, 0, 8, 8, 4, 4), tight.Pack(new(100, 100), 4));
        Assert.True(tight.Pack(new(100, 100), 4).Shrinks);
        Assert.False(new AnyresLayout([new(56, 56)], 28, mostTiles: null).Pack(new(100, 100), 4).Shrinks);
        Assert.Equal(16 + 4 * 5, tight.TokenCount(new(100, 100), 4));
    }

    [Fact]
    public void An_image_of_one_line_has_tiles_and_tokens_too()
    {
        foreach (var size in new PixelSize[] { new(1, 5000), new(5000, 1), new(1, 1) })
        {
            Assert.InRange(Layout.TokenCount(size, 4), 16, 16 + 12 * 13);
            var tiles = new ImageProcessor(ImageSettings.Siglip(28).Tiled(Layout)).Process(new RasterImage(size.Width, size.Height, new byte[size.Width * size.Height * 3]));
            Assert.Equal(Layout.TileCount(size), tiles.Tiles.Count);
            Assert.All(tiles.Tiles, t => Assert.Equal(new PixelSize(28, 28), t.Size));
        }
    }

    [Fact]
    public void A_grid_that_is_no_multiple_of_the_tile_is_refused() =>
        Assert.Contains("30 x 28 (height x width) is no multiple of the tile's side 28", Assert.Throws<ArgumentException>(() => new AnyresLayout([new(30, 28)], 28, 9)).Message);

    [Fact]
    public void The_budget_is_read_and_written_as_config_json_has_it()
    {
        Assert.Equal(9, AnyresBudget.Read("anyres_max_9"));
        Assert.Null(AnyresBudget.Read("anyres"));
        Assert.Equal(["anyres_max_4", "anyres"], [AnyresBudget.Text(4), AnyresBudget.Text(null)]);
        foreach (var wrong in new[] { "anyres_max_", "anyres_max_0", "anyres_max_-1", "pad", "anyres_max_9x" }) Assert.Throws<DataException>(() => AnyresBudget.Read(wrong));
    }
}
