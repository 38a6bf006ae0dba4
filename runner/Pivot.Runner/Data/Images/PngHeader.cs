using System.Buffers.Binary;

namespace Pivot.Runner.Data.Images;

/// <summary>The first chunk of a PNG, IHDR.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Depth">Bits a sample.</param>
/// <param name="Colour">0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha.</param>
/// <param name="Interlaced">Whether rows come in Adam7's seven passes.</param>
internal readonly record struct PngHeader(int Width, int Height, int Depth, int Colour, bool Interlaced)
{
    /// <summary>Samples a pixel.</summary>
    public int Channels => Colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>What kind of colour it is, in words.</summary>
    public string ColourName => Colour switch { 0 => "grey", 2 => "RGB", 3 => "palette", 4 => "grey with alpha", 6 => "RGB with alpha", _ => $"colour type {Colour}" };

    /// <summary>Reads the chunk's body.</summary>
    /// <exception cref="DataException">It is damaged, or the size is beyond the limits.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> body, string name)
    {
        if (body.Length != 13) throw Damaged(name);
        uint width = BinaryPrimitives.ReadUInt32BigEndian(body), height = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        ImageLimits.Check(width, height, name);
        var header = new PngHeader((int)width, (int)height, body[8], body[9], body[12] == 1);
        var known = header.Colour switch
        {
            0 => header.Depth is 1 or 2 or 4 or 8 or 16,
            3 => header.Depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => header.Depth is 8 or 16,
            _ => false,
        };
        if (!known || body[10] != 0 || body[11] != 0 || body[12] > 1) throw Damaged(name);
        return header;
    }

    private static DataException Damaged(string name) => new($"{name}: the PNG's header is damaged; replace the file");
}
