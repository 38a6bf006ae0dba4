namespace Pivot.Runner.Data.Images;

/// <summary>
/// Antialiased bicubic resizing, bit for bit Pillow's <c>resize(..., BICUBIC)</c>, the resampling of the SigLIP processor. Two passes in
/// 22-bit fixed point: the same bytes on every machine.
/// </summary>
public static class ImageResampler
{
    private const int PrecisionBits = 22;
    private const double Support = 2.0;

    /// <summary>The image at another size; the same object when the size matches.</summary>
    public static RasterImage Resize(RasterImage image, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (image.Width == width && image.Height == height) return image;
        var rgb = image.Rgb;
        if (width != image.Width) rgb = Horizontal(rgb, image.Width, image.Height, width);
        if (height != image.Height) rgb = Vertical(rgb, width, image.Height, height);
        return new RasterImage(width, height, rgb);
    }

    private static byte[] Horizontal(byte[] source, int width, int height, int newWidth)
    {
        var windows = Windows(width, newWidth);
        var result = new byte[newWidth * height * 3];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < newWidth; x++)
                Weigh(source, (y * width + windows[x].First) * 3, 3, windows[x].Weights, result, (y * newWidth + x) * 3);
        return result;
    }

    private static byte[] Vertical(byte[] source, int width, int height, int newHeight)
    {
        var windows = Windows(height, newHeight);
        var result = new byte[width * newHeight * 3];
        for (var y = 0; y < newHeight; y++)
            for (var x = 0; x < width; x++)
                Weigh(source, (windows[y].First * width + x) * 3, width * 3, windows[y].Weights, result, (y * width + x) * 3);
        return result;
    }

    private static void Weigh(byte[] source, int from, int stride, int[] weights, byte[] result, int to)
    {
        int red = 1 << (PrecisionBits - 1), green = red, blue = red; // half a unit: rounds to the nearest
        foreach (var weight in weights)
        {
            red += source[from] * weight;
            green += source[from + 1] * weight;
            blue += source[from + 2] * weight;
            from += stride;
        }
        result[to] = (byte)Math.Clamp(red >> PrecisionBits, 0, 255);
        result[to + 1] = (byte)Math.Clamp(green >> PrecisionBits, 0, 255);
        result[to + 2] = (byte)Math.Clamp(blue >> PrecisionBits, 0, 255);
    }

    // For each output place the first input place it reads and the weights from there on.
    private static (int First, int[] Weights)[] Windows(int size, int newSize)
    {
        var scale = (double)size / newSize;
        var widening = Math.Max(scale, 1.0); // shrinking widens the kernel: that is the antialiasing
        var support = Support * widening;
        var windows = new (int, int[])[newSize];
        for (var i = 0; i < newSize; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max((int)(centre - support + 0.5), 0);
            var last = Math.Min((int)(centre + support + 0.5), size);
            var weights = new double[last - first];
            var sum = 0.0;
            for (var k = 0; k < weights.Length; k++) sum += weights[k] = Cubic((k + first - centre + 0.5) * (1.0 / widening));
            windows[i] = (first, Array.ConvertAll(weights, w => Fixed(sum != 0 ? w / sum : w)));
        }
        return windows;
    }

    private static int Fixed(double weight) => (int)(weight * (1 << PrecisionBits) + (weight < 0 ? -0.5 : 0.5));

    // Keys' cubic convolution with a = -0.5.
    private static double Cubic(double x)
    {
        const double a = -0.5;
        x = Math.Abs(x);
        if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1;
        return x < 2.0 ? (((x - 5) * x + 8) * x - 4) * a : 0.0;
    }
}
