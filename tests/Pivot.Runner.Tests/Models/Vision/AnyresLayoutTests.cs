using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Tests.Models.Vision;

public class AnyresLayoutTests
{
    // LLaVA-OneVision's own: tiles of 384 pixels, 27 patches a side, all grids of 1..6 by 1..6, anyres_max_9.
    private static readonly AnyresLayout OneVision =
        new(384, 27, [.. Enumerable.Range(1, 6).SelectMany(rows => Enumerable.Range(1, 6).Select(columns => (384 * rows, 384 * columns)))], 9);

    // Expected values: the arithmetic of HuggingFace's LlavaOnevisionProcessor, run by Python.
    [Theory]
    [InlineData(384, 384, 384, 384, 27, 27, 1485)]
    [InlineData(1, 1, 384, 384, 27, 27, 1485)]
    [InlineData(480, 640, 768, 768, 40, 54, 2929)]
    [InlineData(1080, 1920, 1152, 1920, 60, 108, 7269)]
    [InlineData(2304, 2304, 2304, 2304, 81, 81, 7371)]
    [InlineData(3000, 200, 2304, 384, 162, 11, 2673)]
    [InlineData(100, 5000, 384, 2304, 3, 162, 1218)]
    [InlineData(1365, 1024, 1536, 1152, 93, 70, 7332)]
    [InlineData(720, 405, 768, 768, 54, 30, 2403)]
    [InlineData(768, 1537, 768, 1920, 54, 109, 6669)]
    public void An_image_is_cut_and_counted_as_the_original_does_it(
        int height, int width, int canvasHeight, int canvasWidth, int shownHeight, int shownWidth, int tokens)
    {
        var image = OneVision.Of(height, width);
        Assert.Equal((canvasHeight, canvasWidth, shownHeight, shownWidth, tokens),
            (image.CanvasHeight, image.CanvasWidth, image.ShownHeight, image.ShownWidth, image.Tokens));
        Assert.Equal(1 + canvasHeight / 384 * (canvasWidth / 384), image.Tiles);
    }

    [Fact]
    public void A_small_layout_can_be_worked_out_by_hand()
    {
        // Tiles of 4 pixels and 2 patches. 6 x 8 fits 8 x 8 without shrinking: 4 x 4 patches, of which floor(6 * 4 / 8) = 3 rows are picture; a border of one row
        // has no half, so all four rows stay: 4 + 4 * (4 + 1) tokens.
        var layout = new AnyresLayout(4, 2, [(4, 4), (8, 8)], 9);
        Assert.Equal(new AnyresImage(8, 8, 2, 2, 0, 0, 4, 4, 4, 4, 24), layout.Of(6, 8));
        // 4 x 8: floor(4 * 4 / 8) = 2 rows of picture, one cut off above and one below.
        Assert.Equal(new AnyresImage(8, 8, 2, 2, 1, 0, 2, 4, 2, 4, 14), layout.Of(4, 8));
        // The budget of one tile of 2 x 2: 16 patches are 4 times as many, so both sides are halved.
        Assert.Equal(new AnyresImage(8, 8, 2, 2, 0, 0, 4, 4, 2, 2, 10), new AnyresLayout(4, 2, [(8, 8)], 1).Of(8, 8));
    }

    [Fact]
    public void Of_grids_that_keep_as_much_the_one_that_wastes_least_is_taken_and_of_those_the_first()
    {
        Assert.Equal((8, 4), new AnyresLayout(4, 2, [(8, 8), (8, 4), (4, 8)], 9).BestSize(4, 4));
        Assert.Equal((4, 8), new AnyresLayout(4, 2, [(4, 8), (8, 4)], 9).BestSize(3, 3));
    }

    [Fact]
    public void Grids_that_are_not_made_of_tiles_are_refused()
    {
        Assert.Contains("[6, 8]; both must be multiples", Assert.Throws<ArgumentException>(() => new AnyresLayout(4, 2, [(6, 8)], 9)).Message);
        Assert.Contains("is empty", Assert.Throws<ArgumentException>(() => new AnyresLayout(4, 2, [], 9)).Message);
        Assert.Contains("mostTiles is 0", Assert.Throws<ArgumentException>(() => new AnyresLayout(4, 2, [(4, 4)], 0)).Message);
        Assert.Contains("height is 0", Assert.Throws<ArgumentException>(() => OneVision.Of(0, 3)).Message);
    }
}
