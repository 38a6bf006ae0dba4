namespace Pivot.Runner.Data.Images;

/// <summary>A PNG's colours, as Pillow's <c>open(...).convert("RGB")</c> gives them.</summary>
internal static class PngColours
{
    /// <summary>Decodes a file.</summary>
    /// <exception cref="DataException">It is damaged or cut short.</exception>
    public static RasterImage Decode(byte[] bytes, string name)
    {
        var file = PngFile.Open(bytes, name);
        var header = file.Header;
        var rgb = new byte[header.Width * header.Height * 3];
        var colours = Colours(file, name);
        file.Rows((row, y, x, step, count) =>
        {
            var to = (y * header.Width + x) * 3;
            for (var i = 0; i < count; i++, to += step * 3)
            {
                if (colours is not null) colours.AsSpan(PngFile.Sample(row, i, header.Depth) * 3, 3).CopyTo(rgb.AsSpan(to));
                else Pixel(row, i, header).CopyTo(rgb.AsSpan(to));
            }
        });
        return new RasterImage(header.Width, header.Height, rgb);
    }

    // The colour of every stored value of up to 8 bits: a palette's, or grey stretched to 0..255.
    private static byte[]? Colours(PngFile file, string name)
    {
        if (file.Header.Colour is not (0 or 3) || file.Header.Depth > 8) return null;
        var values = 1 << file.Header.Depth;
        var colours = new byte[values * 3];
        for (var value = 0; value < values; value++) colours.AsSpan(value * 3, 3).Fill((byte)(value * 255 / (values - 1)));
        if (file.Header.Colour == 0) return colours;
        if (file.Palette.Length is 0 or > 768) throw new DataException($"{name}: the PNG's palette is missing or too long; replace the file");
        for (var value = 0; value < values; value++) colours.AsSpan(value * 3, 3).Fill((byte)value); // what lies behind a short palette
        file.Palette[..Math.Min(file.Palette.Length / 3 * 3, colours.Length)].CopyTo(colours);
        return colours;
    }

    // Alpha is dropped. Of 16 bits the upper 8 are taken, but grey of 16 bits alone is cut off at 255: so Pillow does it.
    private static Triple Pixel(ReadOnlySpan<byte> row, int i, PngHeader header)
    {
        var bytes = header.Depth / 8;
        var at = i * header.Channels * bytes;
        if (header.Channels >= 3) return new Triple(row[at], row[at + bytes], row[at + 2 * bytes]);
        var grey = header.Colour == 0 && row[at] > 0 ? byte.MaxValue : row[header.Colour == 0 ? at + 1 : at];
        return new Triple(grey, grey, grey);
    }

    private readonly record struct Triple(byte Red, byte Green, byte Blue)
    {
        public void CopyTo(Span<byte> to) => (to[0], to[1], to[2]) = (Red, Green, Blue);
    }
}
