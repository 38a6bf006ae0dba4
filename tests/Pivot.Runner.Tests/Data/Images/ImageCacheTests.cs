using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Tests.Data.Images;

public class ImageCacheTests
{
    [Fact]
    public void An_image_is_decoded_once_and_kept_as_bytes()
    {
        var cache = new ImageCache(ImageProcessor.Siglip(4), maxBytes: 1000);
        var image = new Counted("a");
        Assert.Same(cache.Get(image), cache.Get(new Counted("a")));
        Assert.Equal(1, image.Loads);
        Assert.Equal((1, 48L), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void What_does_not_fit_is_decoded_each_time_and_what_is_in_stays_in()
    {
        var cache = new ImageCache(ImageProcessor.Siglip(4), maxBytes: 100); // room for two
        Counted[] images = [new("a"), new("b"), new("c")];
        for (var epoch = 0; epoch < 3; epoch++) cache.Batch(images[..2]);
        for (var epoch = 0; epoch < 3; epoch++) cache.Get(images[2]);
        Assert.Equal([1, 1, 3], images.Select(i => i.Loads));
        Assert.Equal((2, 96L), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void A_batch_holds_the_normalised_pixels_in_order()
    {
        var cache = new ImageCache(ImageProcessor.Siglip(2), 1000);
        ImageReference[] images = [.. Enumerable.Range(0, 20).Select(i => new Counted(i.ToString(), (byte)(i * 10)))];
        var batch = cache.Batch(images);
        Assert.Equal([20, 3, 2, 2], batch.Shape);
        for (var i = 0; i < 20; i++) Assert.All(batch.Pixels[(i * 12)..(i * 12 + 12)], v => Assert.Equal(i * 10 / 127.5f - 1, v, 5));
    }

    [Fact]
    public void Images_of_different_numbers_of_tiles_lie_one_after_the_other()
    {
        var layout = new AnyresLayout([new(2, 2), new(2, 4), new(4, 2)], 2, mostTiles: 9);
        var cache = new ImageCache(new ImageProcessor(ImageSettings.Siglip(2).Tiled(layout)), 10_000);
        ImageReference[] images = [new Counted("square", 10), new Counted("wide", 20, 4, 2), new Counted("tall", 30, 2, 4)];
        var batch = cache.Batch(images);
        Assert.Equal([2, 3, 3], batch.Counts);
        Assert.Equal([new(1, 1), new(2, 4), new(4, 2)], batch.Originals);
        Assert.Equal([8, 3, 2, 2], batch.Shape);
        float[] ofTiles = [10, 10, 20, 20, 20, 30, 30, 30];
        for (var tile = 0; tile < 8; tile++) Assert.All(batch.Pixels[(tile * 12)..(tile * 12 + 12)], v => Assert.Equal(ofTiles[tile] / 127.5f - 1, v, 5));
    }

    [Fact]
    public void An_image_that_cannot_be_loaded_is_told_as_it_is() => Assert.Equal("x.png: gone",
        Assert.Throws<DataException>(() => new ImageCache(ImageProcessor.Siglip(2), 100).Batch([new Counted("a"), new Broken()])).Message);

    private sealed class Counted(string id, byte value = 7, int width = 1, int height = 1) : ImageReference
    {
        private int _loads;

        public int Loads => _loads;

        public override string Id => id;

        public override RasterImage Load()
        {
            Interlocked.Increment(ref _loads);
            return new RasterImage(width, height, [.. Enumerable.Repeat(value, width * height * 3)]);
        }
    }

    private sealed class Broken : ImageReference
    {
        public override string Id => "x.png";

        public override RasterImage Load() => throw new DataException("x.png: gone");
    }
}
