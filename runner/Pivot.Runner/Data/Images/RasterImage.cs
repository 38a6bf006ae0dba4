namespace Pivot.Runner.Data.Images;

/// <summary>An 8-bit RGB image, rows from the top: byte (y * Width + x) * 3 + channel.</summary>
/// <param name="Width">Width in pixels, at least 1.</param>
/// <param name="Height">Height in pixels, at least 1.</param>
/// <param name="Rgb">Width * Height * 3 bytes.</param>
public sealed record RasterImage(int Width, int Height, byte[] Rgb)
{
    /// <summary>Height and width.</summary>
    public PixelSize Size => new(Height, Width);

    /// <summary>A part of the image; where it reaches over the edges it is filled.</summary>
    /// <param name="window">The part, in pixels of this image.</param>
    /// <param name="fill">Red, green and blue of what lies outside; null is black.</param>
    /// <returns>An image of the window's size; the same object when the window is the image.</returns>
    public RasterImage Window(PixelWindow window, byte[]? fill = null)
    {
        if (window == PixelWindow.Of(Size)) return this;
        var result = new byte[window.Width * window.Height * 3];
        if (fill is not null && fill.Any(v => v != 0))
            for (var i = 0; i < result.Length; i += 3) (result[i], result[i + 1], result[i + 2]) = (fill[0], fill[1], fill[2]);
        if (window.Inside(Size) is not { } inside) return new RasterImage(window.Width, window.Height, result);
        for (var y = inside.Top; y < inside.Top + inside.Height; y++)
            Rgb.AsSpan((y * Width + inside.Left) * 3, inside.Width * 3)
                .CopyTo(result.AsSpan(((y - window.Top) * window.Width + inside.Left - window.Left) * 3));
        return new RasterImage(window.Width, window.Height, result);
    }
}
