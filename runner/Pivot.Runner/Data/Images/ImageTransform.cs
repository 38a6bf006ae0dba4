namespace Pivot.Runner.Data.Images;

/// <summary>
/// What the SigLIP processor does: resized straight to a square (the aspect ratio is not kept), scaled to 0..1, normalised with mean and
/// standard deviation 0.5: a byte v becomes v / 127.5 - 1, in -1..1.
/// </summary>
public sealed class ImageTransform
{
    private static readonly float[] Normalised = [.. Enumerable.Range(0, 256).Select(v => (v / 255f - 0.5f) / 0.5f)];

    /// <summary>Transform to a side of <paramref name="imageSize"/> pixels.</summary>
    public ImageTransform(int imageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 1);
        ImageSize = imageSize;
    }

    /// <summary>Side of the square in pixels.</summary>
    public int ImageSize { get; }

    /// <summary>Floats an image becomes: 3 * ImageSize * ImageSize.</summary>
    public int FloatCount => 3 * ImageSize * ImageSize;

    /// <summary>The image at ImageSize x ImageSize; the same object when it has that size.</summary>
    public RasterImage Resize(RasterImage image) => ImageResampler.Resize(image, ImageSize, ImageSize);

    /// <summary>One image, [3, ImageSize, ImageSize], resized where needed.</summary>
    public float[] Apply(RasterImage image)
    {
        var pixels = new float[FloatCount];
        Apply(image, pixels);
        return pixels;
    }

    /// <summary>One image into <paramref name="pixels"/>, [3, ImageSize, ImageSize], resized where needed.</summary>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> does not hold <see cref="FloatCount"/> floats.</exception>
    public void Apply(RasterImage image, Span<float> pixels)
    {
        if (pixels.Length != FloatCount) throw new ArgumentException($"expected {FloatCount} floats, found {pixels.Length}", nameof(pixels));
        var rgb = Resize(image).Rgb;
        var plane = ImageSize * ImageSize;
        for (int i = 0, from = 0; i < plane; i++, from += 3)
        {
            pixels[i] = Normalised[rgb[from]];
            pixels[plane + i] = Normalised[rgb[from + 1]];
            pixels[2 * plane + i] = Normalised[rgb[from + 2]];
        }
    }

    /// <summary>Several images, [B, 3, ImageSize, ImageSize].</summary>
    public float[] Batch(IReadOnlyList<RasterImage> images)
    {
        var pixels = new float[images.Count * FloatCount];
        for (var i = 0; i < images.Count; i++) Apply(images[i], pixels.AsSpan(i * FloatCount, FloatCount));
        return pixels;
    }
}
