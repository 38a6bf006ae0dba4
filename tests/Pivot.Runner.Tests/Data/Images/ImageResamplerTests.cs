using System.Security.Cryptography;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Images;

/// <summary>Against Pillow 9.4: tests/goldens/preprocessing and hashes of <c>resize(..., BICUBIC)</c>.</summary>
public class ImageResamplerTests
{
    [Theory] // resized_u8 [3, H, W] of the SigLIP image processor
    [InlineData("wide_rgb", 28, "51b03e0b3d756eb5de8aa103839d0f30")]
    [InlineData("wide_rgb", 96, "a0c1d8d8e846ed11eb969850896eae68")]
    [InlineData("tall_rgb", 28, "c7a2822558e2cfdf824a3a1261556b94")]
    [InlineData("small_gray", 28, "ef88be1e868c7ab047d77a4ac8e93b84")]
    [InlineData("small_gray", 96, "ba2018048679a4561e3c0d1b9d0809f0")]
    [InlineData("square_rgba", 28, "5ee2b1b4895118dfa05cfd7f975aeada")]
    public void A_png_decodes_and_resizes_to_the_bytes_of_the_SigLIP_processor(string name, int size, string hash)
    {
        var image = ImageResampler.Resize(ImageFile.Read(Path.Combine(Goldens(), name + ".png")), size, size);
        var planes = Enumerable.Range(0, 3).SelectMany(channel => Enumerable.Range(0, size * size).Select(i => image.Rgb[i * 3 + channel]));
        Assert.Equal(hash, Hash([.. planes]));
    }

    [Theory]
    [InlineData(7, 5, 16, 16, "05ee3939fcab360070412712191fc8b9")]
    [InlineData(100, 60, 32, 32, "ff43adec879c91ef8e8ffa564a67fe97")]
    [InlineData(33, 64, 48, 48, "786d12fb8d398c481662b20ccf96fdab")]
    public void Resizing_is_Pillows_bicubic_to_the_byte(int width, int height, int newWidth, int newHeight, string hash) =>
        Assert.Equal(hash, Hash(ImageResampler.Resize(Pattern(width, height), newWidth, newHeight).Rgb));

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

    private static string Goldens()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "tests", "goldens"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "tests", "goldens", "preprocessing");
    }
}
