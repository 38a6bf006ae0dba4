namespace Pivot.Runner.Data.Images;

/// <summary>An image as a tower reads it, still in bytes.</summary>
/// <param name="Original">The image's own size.</param>
/// <param name="Tiles">One picture of the processor's output size; with anyres the base image and then its tiles, row after row.</param>
public sealed record ProcessedImage(PixelSize Original, IReadOnlyList<RasterImage> Tiles)
{
    /// <summary>Bytes of pixels.</summary>
    public long Bytes => Tiles.Sum(t => (long)t.Rgb.Length);
}
