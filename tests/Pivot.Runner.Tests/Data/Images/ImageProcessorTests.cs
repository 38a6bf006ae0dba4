using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Images;

public class ImageProcessorTests
{
    [Fact]
    public void SigLIPs_numbers_are_those_of_the_towers_trained_before()
    {
        var image = new RasterImage(16, 16, [.. Enumerable.Range(0, 768).Select(i => (byte)i)]);
        var pixels = new float[768];
        ImageProcessor.Siglip(16).Normalise(image, pixels);
        for (var i = 0; i < 256; i++)
            for (var channel = 0; channel < 3; channel++)
                Assert.Equal((image.Rgb[i * 3 + channel] / 255f - 0.5f) / 0.5f, pixels[channel * 256 + i]); // to the bit
        Assert.Throws<ArgumentException>(() => ImageProcessor.Siglip(16).Normalise(image, new float[5]));
    }

    [Fact]
    public void A_crop_larger_than_the_image_is_black_around_it_before_normalisation()
    {
        var settings = ImageSettings.Clip(2) with { CropSize = new(5, 4), DoRescale = false, DoNormalize = false };
        var tile = Assert.Single(new ImageProcessor(settings).Process(new RasterImage(2, 2, [.. Enumerable.Repeat((byte)9, 12)])).Tiles);
        int[] rows = [.. Enumerable.Range(0, 5).Select(y => (int)tile.Rgb[(y * 4 + 1) * 3])];
        Assert.Equal([0, 0, 9, 9, 0], rows); // ceil(3 / 2) above
        Assert.Equal([0, 9, 9, 0], [.. Enumerable.Range(0, 4).Select(x => tile.Rgb[(2 * 4 + x) * 3])]);
    }

    [Fact]
    public void A_long_image_is_not_resized_beyond_what_is_cut_out()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var tile = Assert.Single(new ImageProcessor(ImageSettings.Clip(224)).Process(new RasterImage(1, 20_000, new byte[60_000])).Tiles); // whole: 224 x 4,480,000
        Assert.Equal(new PixelSize(224, 224), tile.Size);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 << 20);
    }

    [Fact]
    public void An_image_whose_square_would_be_too_large_is_refused() => Assert.Contains("expanded to a square",
        Assert.Throws<DataException>(() => new ImageProcessor(ImageSettings.Clip(224).Padded()).Process(new RasterImage(1, 20_000, new byte[60_000]))).Message);

    [Fact]
    public void A_processor_is_brought_to_another_size_with_its_proportions()
    {
        Assert.Equal((293, new PixelSize(256, 256)), (ImageSettings.Dinov2(224).At(256).ShortestEdge, ImageSettings.Dinov2(224).At(256).CropSize));
        Assert.Equal(256, ImageSettings.Dinov2(224).ShortestEdge);
        Assert.Equal(new PixelSize(384, 384), ImageSettings.Siglip(224).At(384).Size);
        var same = ImageSettings.Clip(336);
        Assert.Same(same, same.At(336));
    }

    [Fact]
    public void What_the_tower_sees_of_a_mask_goes_the_images_way()
    {
        var map = new LabelMap(6, 2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        var cropped = new ImageProcessor(ImageSettings.Clip(2)).Seen(new(2, 6)).Of(map, 0);
        Assert.Equal((2, 2), (cropped.Width, cropped.Height));
        Assert.Equal([3, 4, 9, 10], cropped.Labels); // the middle
        var padded = new ImageProcessor(ImageSettings.Siglip(3).Padded()).Seen(new(2, 6)).Of(map, 255);
        Assert.Equal((6, 6), (padded.Width, padded.Height));
        Assert.Equal([.. Enumerable.Repeat((byte)255, 12), .. map.Labels, .. Enumerable.Repeat((byte)255, 12)], padded.Labels);
        Assert.Same(map, ImageProcessor.Siglip(3).Seen(new(2, 6)).Of(map, 0)); // stretched: the whole
        Assert.Same(map, new ImageProcessor(ImageSettings.Siglip(2).Tiled(new AnyresLayout([new(2, 4)], 2, 9))).Seen(new(2, 6)).Of(map, 0));
        Assert.Throws<ArgumentException>(() => ImageProcessor.Siglip(3).Seen(new(2, 5)).Of(map, 0));
    }

    [Fact]
    public void What_is_seen_of_a_picture_shows_the_same_places_as_of_its_mask()
    {
        var labels = Enumerable.Range(0, 50 * 31).Select(i => (byte)(i * 7)).ToArray();
        var image = new RasterImage(50, 31, [.. labels.SelectMany(l => new[] { l, l, l })]);
        foreach (var settings in new[] { ImageSettings.Dinov2(14), ImageSettings.Clip(9).Padded(), ImageSettings.Clip(9) with { CropSize = new(12, 15) } })
        {
            var seen = new ImageProcessor(settings).Seen(image.Size);
            Assert.Equal([.. seen.Of(new LabelMap(50, 31, labels), 127).Labels], seen.Of(image).Rgb.Chunk(3).Select(c => c[0]));
        }
    }

    [Fact]
    public void A_mask_is_resized_without_mixing_classes()
    {
        var map = new LabelMap(4, 2, [0, 1, 2, 3, 4, 5, 6, 7]);
        Assert.Equal([5, 7], LabelMaps.Resize(map, 2, 1).Labels); // the pixels whose areas hold the new centres (1, 1) and (3, 1)
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], LabelMaps.Resize(map, 8, 2).Labels[..8]);
        Assert.Same(map, LabelMaps.Resize(map, 4, 2));
    }
}
