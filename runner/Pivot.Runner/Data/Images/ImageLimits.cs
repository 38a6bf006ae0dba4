namespace Pivot.Runner.Data.Images;

/// <summary>How large an image may be. A few bytes can announce a picture of terabytes, so a header is believed only within these limits.</summary>
public static class ImageLimits
{
    /// <summary>Pixels of an image: where Pillow warns of a decompression bomb (MAX_IMAGE_PIXELS). Decoding takes up to 7 bytes a pixel: 600 MB.</summary>
    public const long MostPixels = 89_478_485;

    /// <summary>Bytes of an encoded image's file: 256 MiB.</summary>
    public const long MostBytes = 256L << 20;

    /// <summary>Checks a size before memory is taken for it.</summary>
    /// <exception cref="DataException">There are no pixels, or too many.</exception>
    internal static void Check(long width, long height, string name)
    {
        if (width < 1 || height < 1) throw new DataException($"{name}: the image has a size of {width} x {height} pixels; replace the file");
        if (width > MostPixels || height > MostPixels || width * height > MostPixels)
            throw new DataException($"{name}: {width} x {height} pixels are more than the {MostPixels:#,0} an image may have; make it smaller");
    }
}
