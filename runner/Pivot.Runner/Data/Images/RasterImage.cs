namespace Pivot.Runner.Data.Images;

/// <summary>An 8-bit RGB image, rows from the top: byte (y * Width + x) * 3 + channel.</summary>
/// <param name="Width">Width in pixels, at least 1.</param>
/// <param name="Height">Height in pixels, at least 1.</param>
/// <param name="Rgb">Width * Height * 3 bytes.</param>
public sealed record RasterImage(int Width, int Height, byte[] Rgb);
