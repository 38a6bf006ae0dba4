using SkiaSharp;

namespace Pivot.Runner.Data.Images;

/// <summary>Encoded images (PNG, JPEG, WebP, GIF, BMP) to pixels and back, by SkiaSharp.</summary>
/// <remarks>
/// As Pillow's <c>convert("RGB")</c> does: alpha is dropped, a colour profile and an EXIF orientation are not applied, so that numbers can be
/// compared with published code.
/// </remarks>
public static class ImageFile
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"];

    /// <summary>Whether a file's name ends as an image's does.</summary>
    public static bool HasImageExtension(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Decodes a file at its own size.</summary>
    /// <exception cref="DataException">The file is missing, cut short or not an image.</exception>
    public static RasterImage Read(string path) => Decode(Bytes(path), path);

    /// <summary>Decodes bytes; <paramref name="name"/> is what an error calls them.</summary>
    /// <exception cref="DataException">They are no image, or one cut short.</exception>
    public static RasterImage Decode(byte[] bytes, string name)
    {
        using var codec = Open(bytes, name);
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var rgba = new byte[info.BytesSize];
        SKCodecResult result;
        unsafe
        {
            fixed (byte* pixels = rgba) result = codec.GetPixels(info, (nint)pixels);
        }
        if (result != SKCodecResult.Success)
            throw new DataException($"{name}: the image is damaged or cut short ({result}); replace the file");
        var rgb = new byte[info.Width * info.Height * 3];
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
            (rgb[to], rgb[to + 1], rgb[to + 2]) = (rgba[from], rgba[from + 1], rgba[from + 2]);
        return new RasterImage(info.Width, info.Height, rgb);
    }

    /// <summary>Width and height from a file's header.</summary>
    /// <exception cref="DataException">The file is missing or not an image.</exception>
    public static (int Width, int Height) ReadSize(string path)
    {
        if (!File.Exists(path)) throw new DataException($"{path}: no such image");
        using var codec = SKCodec.Create(path) ?? throw NotAnImage(path);
        return (codec.Info.Width, codec.Info.Height);
    }

    /// <summary>
    /// Whether a file is there, begins as an image this program can read and, of a JPEG or PNG, ends as one: most broken files are cut short, and
    /// to decode millions to find the rest would take hours.
    /// </summary>
    public static bool IsReadable(string path)
    {
        if (!File.Exists(path)) return false;
        try
        {
            using var codec = SKCodec.Create(path);
            return codec is not null && EndsAs(codec.EncodedFormat, path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool EndsAs(SKEncodedImageFormat format, string path)
    {
        const int tail = 4096; // what some cameras and sites put behind the end
        if (format is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png)) return true;
        using var file = File.OpenHandle(path);
        var bytes = new byte[tail];
        var read = RandomAccess.Read(file, bytes, Math.Max(0, RandomAccess.GetLength(file) - tail));
        return bytes.AsSpan(0, read).IndexOf(format == SKEncodedImageFormat.Png ? "IEND"u8 : [0xFF, 0xD9]) >= 0;
    }

    /// <summary>Whether bytes begin as an image this program can read.</summary>
    public static bool HasReadableHeader(byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        return codec is not null;
    }

    /// <summary>The image as a PNG of 8-bit RGB.</summary>
    public static byte[] EncodePng(RasterImage image)
    {
        var rgba = new byte[image.Width * image.Height * 4];
        for (int from = 0, to = 0; from < image.Rgb.Length; from += 3, to += 4)
            (rgba[to], rgba[to + 1], rgba[to + 2], rgba[to + 3]) = (image.Rgb[from], image.Rgb[from + 1], image.Rgb[from + 2], 255);
        return Encode(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), rgba);
    }

    /// <summary>The classes as an 8-bit grey PNG, a pixel's value being its class: the form of mask folders.</summary>
    public static byte[] EncodePng(LabelMap map) =>
        Encode(new SKImageInfo(map.Width, map.Height, SKColorType.Gray8, SKAlphaType.Opaque), map.Labels);

    internal static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"{path}: no such image", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the image cannot be read ({problem.Message})", problem);
        }
    }

    private static SKCodec Open(byte[] bytes, string name)
    {
        using var data = SKData.CreateCopy(bytes);
        return SKCodec.Create(data) ?? throw NotAnImage(name);
    }

    private static DataException NotAnImage(string name) =>
        new($"{name}: not an image this program can decode; expected PNG, JPEG, WebP, GIF or BMP");

    private static unsafe byte[] Encode(SKImageInfo info, byte[] pixels)
    {
        fixed (byte* first = pixels)
        {
            using var pixmap = new SKPixmap(info, (nint)first);
            using var data = pixmap.Encode(SKEncodedImageFormat.Png, 100) ?? throw new InvalidOperationException("SkiaSharp could not encode a PNG");
            return data.ToArray();
        }
    }
}
