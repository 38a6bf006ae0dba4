using System.Buffers.Text;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Data.Sources.Tables;

/// <summary>An image in base64 in a cell of a table; it is read again out of the file and decoded when it is asked for.</summary>
/// <param name="file">Absolute path of the table.</param>
/// <param name="cell">The cell.</param>
/// <param name="name">What the row calls the image: its index.</param>
/// <param name="line">Line the row begins at.</param>
internal sealed class CellImage(string file, DelimitedCell cell, string name, int line) : TableImage
{
    /// <inheritdoc/>
    public override string Id => $"{file}#{name}";

    /// <inheritdoc/>
    public override RasterImage Load() => ImageFile.Decode(Decode(FromFile(), Origin), Origin);

    /// <inheritdoc/>
    public override void Check()
    {
        if (!ImageFile.HasReadableHeader(Decode(FromFile(), Origin)))
            throw new DataException($"{Origin} is not one this program can decode; expected PNG, JPEG, WebP, GIF or BMP");
    }

    private string Origin => $"{file}:{line}: the image of row {name}";

    /// <summary>The bytes that base64 stands for; spaces and line breaks between its letters are passed over.</summary>
    /// <exception cref="DataException">It is no base64.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> base64, string origin)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        if (Base64.DecodeFromUtf8(base64, bytes, out _, out var length) != System.Buffers.OperationStatus.Done || length == 0)
            throw new DataException($"{origin} is no base64; the column `image` holds the encoded file, or the index of the row that does");
        return bytes[..length];
    }

    private byte[] FromFile()
    {
        var raw = new byte[cell.FileLength];
        try
        {
            using var stream = File.OpenRead(file);
            stream.Position = cell.FileOffset;
            stream.ReadExactly(raw);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{Origin} cannot be read any more ({problem.Message})", problem);
        }
        return raw is [(byte)'"', ..] ? [.. raw.Where(b => b != '"')] : raw; // base64 itself has no quotes
    }
}
