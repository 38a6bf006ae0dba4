using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Images;

public class ImageTransformTests
{
    [Fact]
    public void Pixels_become_planes_between_minus_one_and_one()
    {
        var image = new RasterImage(2, 2, [0, 255, 51, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        var pixels = new ImageTransform(2).Apply(image);
        Assert.Equal(12, pixels.Length);
        Assert.Equal(-1f, pixels[0]);
        Assert.Equal(1f, pixels[4]);
        Assert.Equal(-0.6f, pixels[8], 6); // 51 / 127.5 - 1
        Assert.Equal(1f / 127.5f - 1f, pixels[1], 6);
    }

    [Fact]
    public void A_batch_is_its_images_one_after_the_other()
    {
        var transform = new ImageTransform(3);
        RasterImage[] images = [new(1, 1, [10, 20, 30]), new(5, 2, [.. Enumerable.Range(0, 30).Select(i => (byte)(8 * i))])];
        Assert.Equal([.. transform.Apply(images[0]), .. transform.Apply(images[1])], transform.Batch(images));
        Assert.Throws<ArgumentException>(() => transform.Apply(images[0], new float[5]));
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
