namespace Pivot.Runner.Data.Images;

/// <summary>
/// The stored values of a grey or palette PNG. Image libraries turn a palette into colours and stretch 1, 2 and 4 bits to 0..255; in a mask
/// the stored number is the class.
/// </summary>
public static class PngIndices
{
    /// <summary>Reads a file of bit depth 1, 2, 4 or 8, interlaced or not.</summary>
    /// <exception cref="DataException">It is missing, cut short, or not such a PNG.</exception>
    public static LabelMap Read(string path) => Decode(ImageFile.Bytes(path), path);

    /// <summary>Reads bytes; <paramref name="name"/> is what an error calls them.</summary>
    /// <exception cref="DataException">They are cut short, or not such a PNG.</exception>
    public static LabelMap Decode(byte[] bytes, string name)
    {
        Check(bytes, name);
        var file = PngFile.Open(bytes, name);
        var labels = new byte[file.Header.Width * file.Header.Height];
        file.Rows((row, y, x, step, count) =>
        {
            for (int i = 0, to = y * file.Header.Width + x; i < count; i++, to += step) labels[to] = (byte)PngFile.Sample(row, i, file.Header.Depth);
        });
        return new LabelMap(file.Header.Width, file.Header.Height, labels);
    }

    /// <summary>Why a file cannot be such a mask, from its first bytes alone, or null.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string? HeaderProblem(string path)
    {
        var start = new byte[33]; // signature, and the chunk that must come first: the header
        using var stream = File.OpenRead(path);
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        try
        {
            Check(start.AsSpan(0, length), path);
            return null;
        }
        catch (DataException problem)
        {
            return problem.Message;
        }
    }

    private static void Check(ReadOnlySpan<byte> start, string name)
    {
        if (!PngFile.Is(start)) throw new DataException($"{name}: a mask must be a grey or palette PNG; this is no PNG");
        var header = PngFile.ReadHeader(start, name);
        if (header.Colour is not (0 or 3) || header.Depth > 8)
            throw new DataException($"{name}: a mask must be a grey or palette PNG of 1 to 8 bits, a pixel's value being its class; " +
                $"found {header.Depth} bits of {header.ColourName}");
    }
}
