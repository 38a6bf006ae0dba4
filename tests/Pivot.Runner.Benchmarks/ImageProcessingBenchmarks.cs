using BenchmarkDotNet.Attributes;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Scenes;
using SkiaSharp;

namespace Pivot.Runner.Benchmarks;

/// <summary>
/// A photograph's way to a tower: decoding a JPEG of 640 x 480 (Skia's work) against decoding and bringing it to SigLIP's and CLIP's input, and a PNG by our
/// own reader against Skia's.
/// </summary>
public class ImageProcessingBenchmarks
{
    private readonly ImageProcessor _siglip = ImageProcessor.Siglip(384);
    private readonly ImageProcessor _clip = new(ImageSettings.Clip(336));
    private readonly float[] _pixels = new float[3 * 384 * 384];
    private byte[] _jpeg = [];
    private byte[] _png = [];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var scene = ImageResampler.Resize(new ScenesWorld(48, 8, 8, 11).Instruct(Data.Split.Train)[0].Image.Load(), 640, 480);
        var noisy = new RasterImage(640, 480, [.. scene.Rgb.Select(v => (byte)Math.Clamp(v + random.Next(-8, 9), 0, 255))]); // next to none would decode too fast
        _png = ImageFile.EncodePng(noisy);
        using var bitmap = SKBitmap.Decode(_png);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        _jpeg = data.ToArray();
    }

    [Benchmark(Baseline = true, Description = "a JPEG decoded")]
    public RasterImage Jpeg() => ImageFile.Decode(_jpeg, "jpeg");

    [Benchmark(Description = "a JPEG for SigLIP, 384")]
    public void Siglip() => Prepare(_siglip, _jpeg);

    [Benchmark(Description = "a JPEG for CLIP, 336")]
    public void Clip() => Prepare(_clip, _jpeg);

    [Benchmark(Description = "a PNG decoded")]
    public RasterImage Png() => ImageFile.Decode(_png, "png");

    [Benchmark(Description = "a PNG decoded by Skia")]
    public SKBitmap SkiaPng() => SKBitmap.Decode(_png);

    private void Prepare(ImageProcessor processor, byte[] bytes) =>
        processor.Normalise(processor.Process(ImageFile.Decode(bytes, "image")).Tiles[0], _pixels.AsSpan(0, processor.FloatCount));
}
