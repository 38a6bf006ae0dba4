using System.Security.Cryptography;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Images;

/// <summary>Against Pillow 9.4: tests/goldens/preprocessing and hashes of <c>resize(..., BICUBIC)</c>.</summary>
public class ImageResamplerTests
{
    [Theory]
    [InlineData(7, 5, 16, 16, "05ee3939fcab360070412712191fc8b9")]
    [InlineData(100, 60, 32, 32, "ff43adec879c91ef8e8ffa564a67fe97")]
    [InlineData(33, 64, 48, 48, "786d12fb8d398c481662b20ccf96fdab")]
    public void Resizing_is_Pillows_bicubic_to_the_byte(int width, int height, int newWidth, int newHeight, string hash) =>
        Assert.Equal(hash, Hash(ImageResampler.Resize(Pattern(width, height), newWidth, newHeight).Rgb));

    [Theory]
    [InlineData(ResampleFilter.Nearest, 100, 60, 33, 47, "eef0c05f57bf257675363b63de2d8e2f")]
    [InlineData(ResampleFilter.Nearest, 17, 23, 40, 9, "35a169f39d3f71f73790e84d34642c50")]
    [InlineData(ResampleFilter.Lanczos, 100, 60, 33, 47, "107da8a226146d1de56b24b52be010c9")]
    [InlineData(ResampleFilter.Lanczos, 17, 23, 40, 9, "4145f3144318ed860d25acf7ddc81878")]
    [InlineData(ResampleFilter.Bilinear, 100, 60, 33, 47, "b0a6ff8e614548d89f481c5a9a79cb9a")]
    [InlineData(ResampleFilter.Bilinear, 17, 23, 40, 9, "61436e88bf1b9494e790c4c2380aca05")]
    [InlineData(ResampleFilter.Bicubic, 100, 60, 33, 47, "9a0221e1a62a8d490c0ff6a11efd38a8")]
    [InlineData(ResampleFilter.Bicubic, 17, 23, 40, 9, "2278c7d720bfff8a24303753f4a34585")]
    [InlineData(ResampleFilter.Box, 100, 60, 33, 47, "1d4c1f8c0a7536107d7378280836c815")]
    [InlineData(ResampleFilter.Box, 17, 23, 40, 9, "b5ff33381f64ffa949b45d29b1e1233c")]
    [InlineData(ResampleFilter.Hamming, 100, 60, 33, 47, "98f8aae0528e5dd22678f251e908902f")]
    [InlineData(ResampleFilter.Hamming, 17, 23, 40, 9, "60833dbf437732c4bf9539a02116b603")]
    public void Every_filter_is_Pillows_to_the_byte(ResampleFilter filter, int width, int height, int newWidth, int newHeight, string hash) =>
        Assert.Equal(hash, Hash(ImageResampler.Resize(Pattern(width, height), newWidth, newHeight, filter).Rgb));

    [Theory]
    [InlineData(ResampleFilter.Nearest)]
    [InlineData(ResampleFilter.Bicubic)]
    [InlineData(ResampleFilter.Lanczos)]
    public void A_part_of_a_resized_image_is_cut_out_of_the_whole(ResampleFilter filter)
    {
        var image = Pattern(50, 31);
        foreach (var size in new PixelSize[] { new(20, 64), new(31, 17), new(77, 50), new(31, 50) })
        {
            var whole = ImageResampler.Resize(image, size.Width, size.Height, filter);
            foreach (var window in new PixelWindow[] { new(3, 5, 11, 9), new(0, 0, size.Height, 4), new(size.Height - 2, size.Width - 7, 2, 7) })
                Assert.Equal(whole.Window(window).Rgb, ImageResampler.Resize(image, size, window, filter).Rgb);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageResampler.Resize(image, new PixelSize(10, 10), new PixelWindow(5, 5, 6, 2)));
    }

    [Fact]
    public void A_small_image_can_be_checked_by_eye() => Assert.Equal(
        [19, 18, 21, 80, 38, 65, 141, 84, 234, 40, 71, 234, 101, 91, 190, 162, 137, 21], ImageResampler.Resize(Pattern(5, 4), 3, 2).Rgb);

    [Fact]
    public void The_same_size_is_the_same_object()
    {
        var image = Pattern(6, 4);
        Assert.Same(image, ImageResampler.Resize(image, 6, 4));
    }

    private static RasterImage Pattern(int width, int height)
    {
        var rgb = new List<byte>();
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                rgb.AddRange([(byte)(x * 37 + y * 11), (byte)(x * x * 5 + y * 29), (byte)((x / 3 + y / 2) % 2 == 1 ? 255 : 0)]);
        return new RasterImage(width, height, [.. rgb]);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..32];
}
