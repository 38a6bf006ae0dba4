using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>Reads the store's PNG pictures.</summary>
internal static class PictureFile
{
    /// <summary>A picture in colour.</summary>
    /// <exception cref="ReportException">It cannot be decoded.</exception>
    public static SKBitmap Color(string path) =>
        SKBitmap.Decode(path, new SKImageInfo(InfoOf(path).Width, InfoOf(path).Height, SKColorType.Rgba8888, SKAlphaType.Opaque)) ?? throw Unreadable(path);

    /// <summary>A grey picture's values, rows from the top: mask or class indices. Decoded as they are, without any colour conversion.</summary>
    /// <exception cref="ReportException">It cannot be decoded.</exception>
    public static (int Width, int Height, byte[] Values) Grey(string path)
    {
        var size = InfoOf(path);
        using var bitmap = SKBitmap.Decode(path, new SKImageInfo(size.Width, size.Height, SKColorType.Gray8, SKAlphaType.Opaque)) ?? throw Unreadable(path);
        var values = new byte[size.Width * size.Height];
        for (var y = 0; y < size.Height; y++)
            bitmap.GetPixelSpan().Slice(y * bitmap.RowBytes, size.Width).CopyTo(values.AsSpan(y * size.Width));
        return (size.Width, size.Height, values);
    }

    private static SKImageInfo InfoOf(string path) =>
        SKBitmap.DecodeBounds(path) is { Width: > 0, Height: > 0 } info ? info : throw Unreadable(path);

    private static ReportException Unreadable(string path) => new($"{path}: not a picture that can be read. Delete the stage's folder and run again.");
}
