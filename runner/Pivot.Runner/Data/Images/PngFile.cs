using System.Buffers.Binary;
using System.IO.Compression;

namespace Pivot.Runner.Data.Images;

/// <summary>
/// A PNG's samples as they are stored (https://www.w3.org/TR/png-3/). Read here and not by Skia, so that masks keep their numbers, colours are
/// Pillow's to the byte, and bytes from outside meet no native code but zlib.
/// </summary>
internal sealed class PngFile
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    // Adam7: first column and row of each pass, and its steps.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private readonly byte[] _bytes;
    private readonly string _name;
    private readonly List<Range> _data = [];
    private Range _palette;

    private PngFile(byte[] bytes, string name) => (_bytes, _name) = (bytes, name);

    /// <summary>One line of samples, still packed.</summary>
    /// <param name="row">Its bytes.</param>
    /// <param name="y">Its row in the image.</param>
    /// <param name="x">The column of its first sample.</param>
    /// <param name="step">Columns between samples.</param>
    /// <param name="count">Samples (pixels) in it.</param>
    public delegate void RowReader(ReadOnlySpan<byte> row, int y, int x, int step, int count);

    /// <summary>Sizes and kind of the samples.</summary>
    public PngHeader Header { get; private set; }

    /// <summary>Red, green, blue of each palette entry; empty where there is none.</summary>
    public ReadOnlySpan<byte> Palette => _bytes.AsSpan()[_palette];

    /// <summary>Whether bytes begin as a PNG.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    /// <summary>The header out of a file's first 33 bytes.</summary>
    /// <exception cref="DataException">It is no PNG, or its header is damaged.</exception>
    public static PngHeader ReadHeader(ReadOnlySpan<byte> start, string name)
    {
        if (start.Length < 33 || BinaryPrimitives.ReadUInt32BigEndian(start[8..]) != 13 || !Is(start, 12, "IHDR"u8)) throw CutShort(name);
        return PngHeader.Read(start.Slice(16, 13), name);
    }

    /// <summary>Finds the chunks.</summary>
    /// <exception cref="DataException">The file is damaged or cut short.</exception>
    public static PngFile Open(byte[] bytes, string name)
    {
        var file = new PngFile(bytes, name) { Header = ReadHeader(bytes, name) };
        for (var at = Signature.Length; ;)
        {
            if (at + 12 > bytes.Length) throw CutShort(name);
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            if (length > bytes.Length - at - 12) throw CutShort(name);
            var body = new Range(at + 8, at + 8 + (int)length);
            if (Is(bytes, at + 4, "IDAT"u8)) file._data.Add(body);
            else if (Is(bytes, at + 4, "PLTE"u8)) file._palette = body;
            else if (Is(bytes, at + 4, "IEND"u8)) return file;
            at += 12 + (int)length;
        }
    }

    /// <summary>Reads all lines in the order they are stored.</summary>
    /// <exception cref="DataException">The compressed data is damaged or ends early.</exception>
    public void Rows(RowReader read)
    {
        try
        {
            using var compressed = new ByteRanges(_bytes, _data);
            using var data = new ZLibStream(compressed, CompressionMode.Decompress);
            var bits = Header.Depth * Header.Channels;
            (int X, int Y, int StepX, int StepY)[] passes = Header.Interlaced ? Passes : [(0, 0, 1, 1)];
            foreach (var (x0, y0, stepX, stepY) in passes)
            {
                var count = (Header.Width - x0 + stepX - 1) / stepX;
                if (count <= 0) continue;
                var length = (int)(((long)count * bits + 7) / 8);
                byte[] above = new byte[length], row = new byte[length];
                for (var y = y0; y < Header.Height; y += stepY)
                {
                    var filter = data.ReadByte();
                    if (filter is < 0 or > 4) throw CutShort(_name);
                    data.ReadExactly(row);
                    PngFilters.Undo(filter, row, above, Math.Max(bits / 8, 1));
                    read(row, y, x0, stepX, count);
                    (above, row) = (row, above);
                }
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException) // zlib's own is an IOException
        {
            throw new DataException(CutShort(_name).Message, problem);
        }
    }

    /// <summary>A sample of 1, 2, 4 or 8 bits.</summary>
    public static int Sample(ReadOnlySpan<byte> row, int i, int depth)
    {
        if (depth == 8) return row[i];
        var bit = i * depth;
        return (row[bit / 8] >> (8 - depth - bit % 8)) & ((1 << depth) - 1);
    }

    private static bool Is(ReadOnlySpan<byte> bytes, int at, ReadOnlySpan<byte> type) => bytes.Slice(at, 4).SequenceEqual(type);

    private static DataException CutShort(string name) => new($"{name}: the PNG is damaged or cut short; replace the file");
}
