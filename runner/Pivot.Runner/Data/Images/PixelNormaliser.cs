namespace Pivot.Runner.Data.Images;

/// <summary>Bytes to what a tower reads: a table of 256 numbers a channel, computed as HuggingFace's rescale and normalize do.</summary>
internal sealed class PixelNormaliser
{
    private readonly float[][] _tables;

    /// <summary>Makes the tables.</summary>
    /// <param name="factor">What a byte is multiplied with, in 64 bits and rounded to 32; null for nothing.</param>
    /// <param name="mean">Three means and deviations, red first; null for no normalisation.</param>
    public PixelNormaliser(double? factor, (IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)? mean) =>
        _tables = [.. Enumerable.Range(0, 3).Select(channel => Enumerable.Range(0, 256).Select(value =>
        {
            var scaled = factor is { } f ? (float)(value * f) : value;
            return mean is { } m ? (scaled - (float)m.Mean[channel]) / (float)m.Deviation[channel] : scaled;
        }).ToArray())];

    /// <summary>An image's pixels as planes.</summary>
    /// <param name="image">The image.</param>
    /// <param name="pixels">[3, H, W].</param>
    public void Write(RasterImage image, Span<float> pixels)
    {
        var rgb = image.Rgb;
        var plane = image.Width * image.Height;
        if (pixels.Length != 3 * plane) throw new ArgumentException($"expected {3 * plane} floats, found {pixels.Length}", nameof(pixels));
        float[] red = _tables[0], green = _tables[1], blue = _tables[2];
        Span<float> reds = pixels[..plane], greens = pixels.Slice(plane, plane), blues = pixels.Slice(2 * plane, plane);
        for (int i = 0, from = 0; i < plane; i++, from += 3)
        {
            reds[i] = red[rgb[from]];
            greens[i] = green[rgb[from + 1]];
            blues[i] = blue[rgb[from + 2]];
        }
    }
}
