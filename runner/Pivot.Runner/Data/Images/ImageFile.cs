using SkiaSharp;

namespace Pivot.Runner.Data.Images;

/// <summary>Encoded images to pixels and back: PNG by our own reader, JPEG, WebP, GIF and BMP by SkiaSharp.</summary>
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
    /// <exception cref="DataException">They are no image, one cut short, or one beyond <see cref="ImageLimits"/>.</exception>
    public static RasterImage Decode(byte[] bytes, string name)
    {
        if (PngFile.Is(bytes)) return PngColours.Decode(bytes, name);
        using var codec = Open(bytes, name);
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        ImageLimits.Check(info.Width, info.Height, name);
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
    /// <exception cref="DataException">The file is missing, not an image, or one beyond <see cref="ImageLimits"/>.</exception>
    public static (int Width, int Height) ReadSize(string path)
    {
        var start = Start(path);
        if (PngFile.Is(start) || !IsKnown(start))
        {
            var size = SizeOf(start, path);
            return (size.Width, size.Height);
        }
        using var codec = SKCodec.Create(path) ?? throw NotAnImage(path);
        ImageLimits.Check(codec.Info.Width, codec.Info.Height, path);
        return (codec.Info.Width, codec.Info.Height);
    }

    /// <summary>Size from the header of an image's bytes.</summary>
    /// <exception cref="DataException">They are no image, or one beyond <see cref="ImageLimits"/>.</exception>
    public static PixelSize SizeOf(byte[] bytes, string name)
    {
        if (PngFile.Is(bytes))
        {
            var header = PngFile.ReadHeader(bytes, name);
            return new PixelSize(header.Height, header.Width);
        }
        using var codec = Open(bytes, name);
        ImageLimits.Check(codec.Info.Width, codec.Info.Height, name);
        return new PixelSize(codec.Info.Height, codec.Info.Width);
    }

    /// <summary>Whether bytes begin as an image this program can read.</summary>
    public static bool HasReadableHeader(byte[] bytes) => Can(() => SizeOf(bytes, "image"));

    /// <summary>
    /// Whether a file is there, begins as an image this program can read and, of a JPEG or PNG, ends as one: most broken files are cut short, and
    /// to decode millions to find the rest would take hours.
    /// </summary>
    public static bool IsReadable(string path) => Can(() => ReadSize(path)) && EndsAsItBegins(Start(path), End(path));

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

    internal static byte[] Bytes(string path) => Reading(path, () => new FileInfo(path) is { Exists: true, Length: > ImageLimits.MostBytes } file
        ? throw new DataException($"{path}: the file has {file.Length:#,0} bytes, more than the {ImageLimits.MostBytes:#,0} an image may have")
        : File.ReadAllBytes(path));

    // As much of a file as a PNG's header and any format's first letters need.
    private static byte[] Start(string path) => Reading(path, () =>
    {
        var start = new byte[33];
        using var file = File.OpenRead(path);
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    });

    private static byte[] End(string path) => Reading(path, () =>
    {
        const int tail = 4096; // what some cameras and sites put behind an image's end
        using var file = File.OpenHandle(path);
        var end = new byte[tail];
        return end[..RandomAccess.Read(file, end, Math.Max(0, RandomAccess.GetLength(file) - tail))];
    });

    private static bool EndsAsItBegins(byte[] start, byte[] end)
    {
        ReadOnlySpan<byte> mark = PngFile.Is(start) ? "IEND"u8 : start is [0xFF, 0xD8, ..] ? [0xFF, 0xD9] : [];
        return end.AsSpan().IndexOf(mark) >= 0;
    }

    private static byte[] Reading(string path, Func<byte[]> read)
    {
        try
        {
            return read();
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

    private static bool Can<T>(Func<T> read)
    {
        try
        {
            read();
            return true;
        }
        catch (DataException)
        {
            return false;
        }
    }

    // Skia is native code and knows more formats than are meant here: only these four reach it.
    private static SKCodec Open(byte[] bytes, string name)
    {
        if (!IsKnown(bytes)) throw NotAnImage(name);
        using var data = SKData.CreateCopy(bytes);
        return SKCodec.Create(data) ?? throw NotAnImage(name);
    }

    private static bool IsKnown(ReadOnlySpan<byte> bytes) => IsJpeg(bytes) || IsWebp(bytes) || bytes.StartsWith("GIF8"u8) || bytes.StartsWith("BM"u8);

    private static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    private static bool IsWebp(ReadOnlySpan<byte> bytes) => bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8);

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
