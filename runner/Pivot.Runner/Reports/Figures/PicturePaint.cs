using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>Turns stored pictures into cells of a grid, at the size they are shown.</summary>
internal static class PicturePaint
{
    private const double HeatOpacity = 0.6;
    private const double Darkened = 0.7;

    /// <summary>A picture at a width in pixels, its proportions kept.</summary>
    public static SKBitmap Image(SKBitmap source, int width)
    {
        var height = Math.Max(1, (int)Math.Round((double)width * source.Height / source.Width));
        // Enlarged pixels stay recognisable as pixels, yet without blocks; reduced photographs keep their detail.
        var sampling = width >= source.Width ? new SKSamplingOptions(SKCubicResampler.Mitchell) : new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear);
        return source.Resize(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque), sampling);
    }

    /// <summary>An image with the outline of a mask.</summary>
    public static SKBitmap WithOutline(SKBitmap image, (int Width, int Height, byte[] Values) mask)
    {
        var picture = image.Copy();
        using var canvas = new SKCanvas(picture);
        using var path = new SKPath();
        float scaleX = (float)picture.Width / mask.Width, scaleY = (float)picture.Height / mask.Height;
        bool Inside(int x, int y) => x >= 0 && y >= 0 && x < mask.Width && y < mask.Height && mask.Values[y * mask.Width + x] > 127;
        for (var y = 0; y < mask.Height; y++)
            for (var x = 0; x < mask.Width; x++)
            {
                if (!Inside(x, y)) continue;
                if (!Inside(x - 1, y)) Edge(x, y, x, y + 1);
                if (!Inside(x + 1, y)) Edge(x + 1, y, x + 1, y + 1);
                if (!Inside(x, y - 1)) Edge(x, y, x + 1, y);
                if (!Inside(x, y + 1)) Edge(x, y + 1, x + 1, y + 1);
            }
        // White within black shows on any image.
        foreach (var (color, width) in new[] { (SKColors.Black, 5f), (SKColors.White, 2.4f) })
        {
            using var paint = new SKPaint { Color = color, IsStroke = true, StrokeWidth = width, StrokeCap = SKStrokeCap.Square, IsAntialias = true };
            canvas.DrawPath(path, paint);
        }
        return picture;

        void Edge(int fromX, int fromY, int toX, int toY)
        {
            path.MoveTo(fromX * scaleX, fromY * scaleY);
            path.LineTo(toX * scaleX, toY * scaleY);
        }
    }

    /// <summary>A gradient map over its darkened image.</summary>
    public static SKBitmap WithHeat(SKBitmap image, double[][] map)
    {
        var heat = GradientHeat.Of(map, image.Width, image.Height);
        var picture = new SKBitmap(image.Info);
        var (from, to) = (image.Pixels, new SKColor[image.Width * image.Height]);
        for (var i = 0; i < to.Length; i++)
        {
            var hot = HeatColors.At(heat[i / image.Width, i % image.Width]);
            to[i] = new SKColor(Mix(from[i].Red, hot.Red), Mix(from[i].Green, hot.Green), Mix(from[i].Blue, hot.Blue));
        }
        picture.Pixels = to;
        return picture;

        static byte Mix(byte image, byte hot) => (byte)Math.Round((1 - HeatOpacity) * Darkened * image + HeatOpacity * hot);
    }

    /// <summary>A label map in the classes' colours at a width in pixels, edges sharp.</summary>
    public static SKBitmap Labels((int Width, int Height, byte[] Values) labels, int? ignore, int width)
    {
        var height = Math.Max(1, (int)Math.Round((double)width * labels.Height / labels.Width));
        var pixels = new SKColor[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var label = labels.Values[y * labels.Height / height * labels.Width + x * labels.Width / width];
                pixels[y * width + x] = label == ignore ? Palette.Unlabelled : Palette.OfClass(label);
            }
        return new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque)) { Pixels = pixels };
    }
}
