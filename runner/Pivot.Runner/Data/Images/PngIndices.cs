using System.Buffers.Binary;
using System.IO.Compression;

namespace Pivot.Runner.Data.Images;

/// <summary>
/// The stored values of a grey or palette PNG (https://www.w3.org/TR/png-3/). Image libraries turn a palette into colours and stretch 1, 2
/// and 4 bits to 0..255; in a mask the stored number is the class, so it is read here.
/// </summary>
public static class PngIndices
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    // Adam7: first column and row of each pass, and its steps.
    private static readonly (int X, int Y, int StepX, int StepY)[] Interlaced =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Reads a file of bit depth 1, 2, 4 or 8, interlaced or not.</summary>
    /// <exception cref="DataException">It is missing, cut short, or not such a PNG.</exception>
    public static LabelMap Read(string path) => Decode(ImageFile.Bytes(path), path);

    /// <summary>Reads bytes; <paramref name="name"/> is what an error calls them.</summary>
    /// <exception cref="DataException">They are cut short, or not such a PNG.</exception>
    public static LabelMap Decode(byte[] bytes, string name)
    {
        if (!bytes.AsSpan().StartsWith(Signature)) throw NoPng(name);
        var header = default(Header);
        using var compressed = new MemoryStream();
        for (var at = Signature.Length; ;)
        {
            if (at + 12 > bytes.Length) throw CutShort(name);
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            var type = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 4));
            if (length > bytes.Length - at - 12) throw CutShort(name);
            var body = bytes.AsSpan(at + 8, (int)length);
            if (type == 0x49484452) header = ReadHeader(body, name); // IHDR
            else if (type == 0x49444154) compressed.Write(body); // IDAT
            else if (type == 0x49454E44) break; // IEND
            at += 12 + (int)length;
        }
        if (header.Depth == 0) throw new DataException($"{name}: the PNG has no header");
        compressed.Position = 0;
        return Pixels(compressed, header, name);
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
            if (!start.AsSpan().StartsWith(Signature)) throw NoPng(path);
            if (length < start.Length) throw CutShort(path);
            ReadHeader(start.AsSpan(16, 13), path);
            return null;
        }
        catch (DataException problem)
        {
            return problem.Message;
        }
    }

    private static Header ReadHeader(ReadOnlySpan<byte> body, string name)
    {
        if (body.Length != 13) throw new DataException($"{name}: the PNG's header is damaged");
        var width = BinaryPrimitives.ReadInt32BigEndian(body);
        var height = BinaryPrimitives.ReadInt32BigEndian(body[4..]);
        int depth = body[8], colour = body[9];
        if (width < 1 || height < 1 || (long)width * height > 1 << 28) throw new DataException($"{name}: the PNG's size {width} x {height} is out of range");
        if (colour is not (0 or 3) || depth is not (1 or 2 or 4 or 8))
            throw new DataException($"{name}: a mask must be a grey or palette PNG of 1 to 8 bits, a pixel's value being its class; " +
                $"found {depth} bits of {Colour(colour)}");
        return new Header(width, height, depth, body[12] == 1);
    }

    private static LabelMap Pixels(Stream compressed, Header header, string name)
    {
        var labels = new byte[header.Width * header.Height];
        try
        {
            using var data = new ZLibStream(compressed, CompressionMode.Decompress);
            var passes = header.Interlaced ? Interlaced : [(0, 0, 1, 1)];
            foreach (var (x0, y0, stepX, stepY) in passes)
            {
                var columns = (header.Width - x0 + stepX - 1) / stepX;
                if (columns == 0) continue;
                var rowBytes = (columns * header.Depth + 7) / 8;
                byte[] above = new byte[rowBytes], row = new byte[rowBytes];
                for (var y = y0; y < header.Height; y += stepY)
                {
                    var filter = data.ReadByte();
                    if (filter is < 0 or > 4) throw CutShort(name);
                    data.ReadExactly(row);
                    Unfilter(filter, row, above);
                    for (var i = 0; i < columns; i++) labels[y * header.Width + x0 + i * stepX] = Value(row, i, header.Depth);
                    (above, row) = (row, above);
                }
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
        {
            throw new DataException(CutShort(name).Message, problem);
        }
        return new LabelMap(header.Width, header.Height, labels);
    }

    // A pixel is at most a byte here, so the byte to the left is always the neighbour.
    private static void Unfilter(int filter, byte[] row, byte[] above)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i > 0 ? row[i - 1] : 0, corner = i > 0 ? above[i - 1] : 0, up = above[i];
            row[i] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        int toLeft = Math.Abs(guess - left), toUp = Math.Abs(guess - up), toCorner = Math.Abs(guess - corner);
        if (toLeft <= toUp && toLeft <= toCorner) return left;
        return toUp <= toCorner ? up : corner;
    }

    private static byte Value(byte[] row, int i, int depth)
    {
        var bit = i * depth;
        return (byte)((row[bit / 8] >> (8 - depth - bit % 8)) & ((1 << depth) - 1));
    }

    private static string Colour(int type) => type switch { 0 => "grey", 2 => "RGB", 3 => "palette", 4 => "grey with alpha", 6 => "RGB with alpha", _ => $"colour type {type}" };

    private static DataException NoPng(string name) => new($"{name}: a mask must be a grey or palette PNG; this is no PNG");

    private static DataException CutShort(string name) => new($"{name}: the PNG is damaged or cut short; replace the file");

    private readonly record struct Header(int Width, int Height, int Depth, bool Interlaced);
}
