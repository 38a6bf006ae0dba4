using SkiaSharp;

namespace Pivot.Runner.Tests.Reports;

/// <summary>Small pictures of the kind stages leave behind: a coloured disc or square on a ground, its mask, label maps.</summary>
internal static class ExamplePictures
{
    public const int Side = 48;

    /// <summary>Whether a pixel belongs to the shape of picture <paramref name="index"/>.</summary>
    public static bool Inside(int index, int x, int y)
    {
        int centerX = 14 + index * 9 % 22, centerY = 30 - index * 7 % 18, radius = 8 + index % 3;
        return index % 2 == 0
            ? (x - centerX) * (x - centerX) + (y - centerY) * (y - centerY) <= radius * radius
            : Math.Abs(x - centerX) <= radius && Math.Abs(y - centerY) <= radius;
    }

    public static void Image(string path, int index)
    {
        var color = SKColor.FromHsl(index * 67 % 360, 70, 50);
        using var bitmap = new SKBitmap(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++)
                bitmap.SetPixel(x, y, Inside(index, x, y) ? color : new SKColor(225, 225, (byte)(200 + y / 2)));
        Save(path, bitmap);
    }

    public static void Grey(string path, Func<int, int, byte> value)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque));
        unsafe
        {
            var pixels = (byte*)bitmap.GetPixels();
            for (var y = 0; y < Side; y++)
                for (var x = 0; x < Side; x++) pixels[y * bitmap.RowBytes + x] = value(x, y);
        }
        Save(path, bitmap);
    }

    private static void Save(string path, SKBitmap bitmap)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, data.ToArray());
    }
}
