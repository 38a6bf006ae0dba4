using System.IO.Compression;
using Snappier;

namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>Compressed bodies of pages to what they were. A body that grows to more than its page says of it is refused while it grows.</summary>
internal static class PageCompression
{
    private const int Uncompressed = 0, SnappyCodec = 1, Gzip = 2, Brotli = 4, Zstd = 6;
    private static readonly string[] Names = ["none", "snappy", "gzip", "lzo", "brotli", "lz4", "zstd", "lz4_raw"];

    /// <summary>The body, of exactly <paramref name="size"/> bytes.</summary>
    /// <exception cref="DataException">It is not what its page says, or compressed in a way that is not read here.</exception>
    public static byte[] Decompress(int codec, ReadOnlyMemory<byte> stored, int size, string file)
    {
        try
        {
            return codec switch
            {
                Uncompressed => stored.Length == size ? stored.ToArray() : throw ParquetPage.Damaged(file),
                SnappyCodec => OfSnappy(stored.Span, size, file),
                Gzip => Stream(new GZipStream(Of(stored), CompressionMode.Decompress), size, file),
                Brotli => Stream(new BrotliStream(Of(stored), CompressionMode.Decompress), size, file),
                Zstd => Stream(new ZstdSharp.DecompressionStream(Of(stored)), size, file),
                _ => throw new DataException($"{file}: a column is compressed with {(codec >= 0 && codec < Names.Length ? Names[codec] : $"method {codec}")}; " +
                    "none, snappy, gzip, brotli and zstd are read; write the file with one of them"),
            };
        }
        catch (Exception problem) when (problem is InvalidDataException or InvalidOperationException or EndOfStreamException or ZstdSharp.ZstdException or ArgumentException)
        {
            throw new DataException(ParquetPage.Damaged(file).Message, problem);
        }
    }

    private static byte[] OfSnappy(ReadOnlySpan<byte> stored, int size, string file)
    {
        // A copy of 64 bytes takes 3 in the file, so that no honest body grows more.
        if (Snappy.GetUncompressedLength(stored) != size || size / 64 > stored.Length) throw ParquetPage.Damaged(file);
        var bytes = new byte[size];
        return Snappy.Decompress(stored, bytes) == size ? bytes : throw ParquetPage.Damaged(file);
    }

    private static MemoryStream Of(ReadOnlyMemory<byte> stored) => new(stored.ToArray(), writable: false);

    private static byte[] Stream(Stream compressed, int size, string file)
    {
        using (compressed)
        {
            var body = new MemoryStream();
            var block = new byte[1 << 16];
            while (compressed.Read(block) is var read and > 0)
            {
                if (body.Length + read > size) throw ParquetPage.Damaged(file);
                body.Write(block, 0, read);
            }
            return body.Length == size ? body.ToArray() : throw ParquetPage.Damaged(file);
        }
    }
}
