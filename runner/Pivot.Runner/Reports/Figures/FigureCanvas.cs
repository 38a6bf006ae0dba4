using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>A white drawing surface in points, rendered at twice the size so that print and sharp screens stay sharp.</summary>
internal sealed class FigureCanvas : IDisposable
{
    /// <summary>Pixels a point.</summary>
    public const int Scale = 2;

    /// <summary>Width of every figure in points: pages show all of them at the same scale, so their text has one size.</summary>
    public const int PageWidth = 920;

    private readonly SKBitmap _bitmap;

    /// <summary>A surface of the page's width and a height in points.</summary>
    public FigureCanvas(int height)
    {
        // Opaque: a transparent figure is unreadable on a dark page.
        _bitmap = new SKBitmap(new SKImageInfo(PageWidth * Scale, height * Scale, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Canvas = new SKCanvas(_bitmap);
        Canvas.Clear(SKColors.White);
        Canvas.Scale(Scale);
    }

    /// <summary>Where to draw, in points.</summary>
    public SKCanvas Canvas { get; }

    /// <summary>Writes one line of text, cut with an ellipsis where it would be wider than <paramref name="maxWidth"/>.</summary>
    /// <param name="text">What to write.</param>
    /// <param name="x">Left end, middle or right end, by <paramref name="align"/>.</param>
    /// <param name="y">Base line.</param>
    /// <param name="size">Size in points.</param>
    /// <param name="align">What <paramref name="x"/> is.</param>
    /// <param name="color">Colour, or null for ink.</param>
    /// <param name="bold">Whether to embolden.</param>
    /// <param name="maxWidth">Widest in points.</param>
    public void Text(
        string text, float x, float y, float size, SKTextAlign align = SKTextAlign.Left, SKColor? color = null, bool bold = false,
        float maxWidth = float.MaxValue)
    {
        using var font = ReportFont.At(size, bold);
        using var paint = new SKPaint { Color = color ?? Palette.Ink, IsAntialias = true };
        Canvas.DrawText(Fit(text, font, maxWidth), x, y, align, font, paint);
    }

    /// <summary>Width of a text in points.</summary>
    public static float Measure(string text, float size, bool bold = false)
    {
        using var font = ReportFont.At(size, bold);
        return font.MeasureText(text);
    }

    /// <summary>The picture as PNG, the same bytes for the same drawing.</summary>
    public byte[] ToPng()
    {
        Canvas.Flush();
        using var image = SKImage.FromBitmap(_bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Canvas.Dispose();
        _bitmap.Dispose();
    }

    private static string Fit(string text, SKFont font, float maxWidth)
    {
        if (font.MeasureText(text) <= maxWidth) return text;
        var length = text.Length;
        while (length > 1 && font.MeasureText(text[..length].TrimEnd() + "…") > maxWidth) length--;
        return text[..length].TrimEnd() + "…";
    }
}
