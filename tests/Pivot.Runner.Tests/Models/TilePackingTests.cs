using Pivot.Runner.Data.Images;
using Pivot.Runner.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models;

/// <summary>Tiles of 4 pixels that become 2 x 2 tokens of width 1; the newline is -1. Worked out by hand.</summary>
public class TilePackingTests : ModelTest
{
    private static readonly PixelSize Square = new(8, 8);
    private static readonly float[] Whole = [0, 1, 2, 3];
    private static readonly float[] Four = [10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 33, 40, 41, 42, 43]; // stitched: 10 11 20 21 / 12 13 22 23 / 30 31 40 41 / 32 33 42 43

    [Fact]
    public void The_whole_image_comes_first_then_the_tiles_put_together_row_by_row() =>
        Assert.Equal([0, 1, 2, 3, 10, 11, 20, 21, -1, 12, 13, 22, 23, -1],
            Pack(new AnyresLayout([new PixelSize(4, 8)], 4, 9), [new PixelSize(4, 8)], [.. Whole, 10, 11, 12, 13, 20, 21, 22, 23]));

    // 2 x 8 pixels on 8 x 8: one of four rows of tokens is picture; what is cut off is even, so two stay.
    [Fact]
    public void Rows_that_are_border_alone_are_cut_off() =>
        Assert.Equal([0, 1, 2, 3, 12, 13, 22, 23, -1, 30, 31, 40, 41, -1], Pack(new AnyresLayout([Square], 4, 9), [new PixelSize(2, 8)], [.. Whole, .. Four]));

    [Fact]
    public void Columns_that_are_border_alone_are_cut_off() =>
        Assert.Equal([0, 1, 2, 3, 11, 20, -1, 13, 22, -1, 31, 40, -1, 33, 42, -1], Pack(new AnyresLayout([Square], 4, 9), [new PixelSize(8, 2)], [.. Whole, .. Four]));

    // 16 tokens on a budget of one tile's 4: both sides are halved, and a bilinear sample between four tokens is their mean.
    [Fact]
    public void Tokens_beyond_the_budget_are_shrunk_bilinearly() =>
        Assert.Equal([0, 1, 2, 3, 11.5f, 21.5f, -1, 31.5f, 41.5f, -1], Pack(new AnyresLayout([Square], 4, 1), [Square], [.. Whole, .. Four]));

    [Fact]
    public void Images_of_different_sizes_follow_each_other()
    {
        var layout = new AnyresLayout([Square, new PixelSize(4, 8)], 4, 9);
        PixelSize[] sizes = [new(4, 8), new(8, 8)];
        float[] first = [.. Whole, 10, 11, 12, 13, 20, 21, 22, 23], second = [.. Whole, .. Four];
        Assert.Equal([.. Pack(layout, sizes[..1], first), .. Pack(layout, sizes[1..], second)], Pack(layout, sizes, [.. first, .. second]));
    }

    [Fact]
    public void Tiles_that_the_sizes_do_not_account_for_are_refused() =>
        Assert.Contains("have 5 tiles; features of 4 are given", Assert.Throws<ArgumentException>(() => Pack(new AnyresLayout([Square], 4, 9), [Square], Four)).Message);

    private static float[] Pack(AnyresLayout layout, PixelSize[] sizes, float[] tokens)
    {
        var packed = TilePacking.Pack(tensor(tokens).view(-1, 4, 1), sizes, layout, 2, full(1, -1f));
        Assert.Equal(sizes.Sum(size => layout.TokenCount(size, 2)), packed.size(0));
        return [.. packed.flatten().contiguous().data<float>()];
    }
}
