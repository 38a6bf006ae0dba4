using System.Buffers.Binary;
using System.Numerics;

namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>A page read: its values, and which are absent and where lists begin.</summary>
internal sealed class ParquetPageContent
{
    private ParquetPageContent(ParquetValues values, int[]? definitions, int[]? repetitions) => (Values, Definitions, Repetitions) = (values, definitions, repetitions);

    /// <summary>The values that are there.</summary>
    public ParquetValues Values { get; }

    /// <summary>Of each value how much of its path is there, or null where all of it always is.</summary>
    public int[]? Definitions { get; }

    /// <summary>Of each value 0 where it begins a row, or null where each does.</summary>
    public int[]? Repetitions { get; }

    /// <summary>Bytes held.</summary>
    public long Size => Values.Size + 4L * ((Definitions?.Length ?? 0) + (Repetitions?.Length ?? 0));

    /// <summary>Reads a dictionary.</summary>
    /// <exception cref="DataException">The page is damaged.</exception>
    public static ParquetValues Dictionary(string file, ParquetChunk chunk, ParquetPage page)
    {
        var body = PageCompression.Decompress(chunk.Codec, Stored(file, page), page.Size, file);
        return ParquetValues.Read(chunk.Leaf, page.Encoding, body, 0, page.Values, null, isDictionary: true, file);
    }

    /// <summary>Reads a page of values.</summary>
    /// <exception cref="DataException">The page is damaged.</exception>
    public static ParquetPageContent Read(string file, ParquetChunk chunk, ParquetPage page, ParquetValues? dictionary)
    {
        var leaf = chunk.Leaf;
        var stored = Stored(file, page);
        int[]? repetitions = null, definitions = null;
        byte[] body;
        var at = 0;
        if (page.IsSecondVersion)
        {
            var levels = page.RepetitionBytes + page.DefinitionBytes;
            if (leaf.MaxRepetition > 0) repetitions = Levels(stored.AsSpan(0, page.RepetitionBytes), leaf.MaxRepetition, page.Values, file);
            if (leaf.MaxDefinition > 0) definitions = Levels(stored.AsSpan(page.RepetitionBytes, page.DefinitionBytes), leaf.MaxDefinition, page.Values, file);
            var rest = stored.AsMemory(levels);
            body = rest.IsEmpty ? [] : PageCompression.Decompress(page.IsCompressed ? chunk.Codec : 0, rest, page.Size - levels, file);
        }
        else
        {
            body = PageCompression.Decompress(chunk.Codec, stored, page.Size, file);
            if (leaf.MaxRepetition > 0) repetitions = Levels(Prefixed(body, ref at, file), leaf.MaxRepetition, page.Values, file);
            if (leaf.MaxDefinition > 0) definitions = Levels(Prefixed(body, ref at, file), leaf.MaxDefinition, page.Values, file);
        }
        var there = definitions is null ? page.Values : definitions.Count(d => d == leaf.MaxDefinition);
        return new(ParquetValues.Read(leaf, page.Encoding, body, at, there, dictionary, isDictionary: false, file), definitions, repetitions);
    }

    private static int[] Levels(ReadOnlySpan<byte> bytes, int most, int count, string file) => HybridReader.Read(bytes, BitOperations.Log2((uint)most) + 1, count, file);

    private static ReadOnlySpan<byte> Prefixed(byte[] body, ref int at, string file)
    {
        if (body.Length - at < 4) throw ParquetPage.Damaged(file);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(at));
        if (length > body.Length - at - 4) throw ParquetPage.Damaged(file);
        at += 4 + (int)length;
        return body.AsSpan(at - (int)length, (int)length);
    }

    private static byte[] Stored(string file, ParquetPage page)
    {
        try
        {
            using var stream = File.OpenRead(file);
            stream.Position = page.Start;
            var bytes = new byte[page.Stored];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{file}: the file cannot be read any more ({problem.Message})", problem);
        }
    }
}
