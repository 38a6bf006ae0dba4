namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>A page's header: what lies in it and where.</summary>
/// <param name="IsDictionary">Whether it holds the values that later pages count.</param>
/// <param name="IsSecondVersion">Whether levels lie before the compressed part.</param>
/// <param name="Values">Values, absent ones included.</param>
/// <param name="Encoding">Number of the values' encoding, as the format has it.</param>
/// <param name="Start">First byte of its body in the file.</param>
/// <param name="Stored">Bytes of its body in the file.</param>
/// <param name="Size">Bytes of its body decompressed.</param>
internal sealed record ParquetPage(bool IsDictionary, bool IsSecondVersion, int Values, int Encoding, long Start, int Stored, int Size)
{
    /// <summary>Most bytes of a page decompressed. Of images, writers put a whole group of rows in one.</summary>
    public const int MostBytes = 512 << 20;

    /// <summary>Most values of a page.</summary>
    public const int MostValues = 1 << 23;

    private const int DataPage = 0, IndexPage = 1, DictionaryPage = 2, SecondVersion = 3;

    /// <summary>Of the second version, bytes of the levels that say where lists begin.</summary>
    public int RepetitionBytes { get; private init; }

    /// <summary>Of the second version, bytes of the levels that say what is absent.</summary>
    public int DefinitionBytes { get; private init; }

    /// <summary>Whether the body is compressed as the column is.</summary>
    public bool IsCompressed { get; private init; } = true;

    /// <summary>The pages of a column in a group of rows.</summary>
    /// <exception cref="DataException">A header is damaged, or a page larger than any should be.</exception>
    public static IEnumerable<ParquetPage> Of(string file, ParquetChunk chunk)
    {
        using var stream = File.OpenRead(file);
        var end = chunk.Start + chunk.Length;
        long values = 0;
        for (var at = chunk.Start; at < end && values < chunk.Values;)
        {
            if (Header(file, stream, at, end) is { } page)
            {
                at = page.Start + page.Stored;
                if (!page.IsDictionary) values += page.Values;
                if (values > chunk.Values) throw Damaged(file);
                yield return page;
            }
            else
            {
                at = Skipped(file, stream, at, end);
            }
        }
        if (values != chunk.Values) throw Damaged(file);
    }

    internal static DataException Damaged(string file) => new($"{file}: the parquet file is damaged or cut short; fetch it again");

    // An index page holds no values.
    private static long Skipped(string file, Stream stream, long at, long end)
    {
        var (header, length) = Thrift(file, stream, at, end);
        return at + length + Sizes(file, header, at + length, end).Stored;
    }

    private static ParquetPage? Header(string file, Stream stream, long at, long end)
    {
        var (header, length) = Thrift(file, stream, at, end);
        var (stored, size) = Sizes(file, header, at + length, end);
        var kind = header.Number(1);
        if (kind == IndexPage) return null;
        if (header.Struct(kind switch { DataPage => 5, DictionaryPage => 7, SecondVersion => 8, _ => throw Damaged(file) }) is not { } own) throw Damaged(file);
        var values = own.Number(1) ?? -1;
        if (values < 0) throw Damaged(file);
        if (values > MostValues) throw new DataException($"{file}: a page has more than {MostValues:#,0} values; write the file with smaller pages");
        var page = new ParquetPage(kind == DictionaryPage, kind == SecondVersion, (int)values, (int)Math.Clamp(own.Number(kind == SecondVersion ? 4 : 2) ?? -1, -1, 99), at + length, stored, size);
        if (kind != SecondVersion) return page;
        var (definition, repetition) = (own.Number(5) ?? -1, own.Number(6) ?? -1);
        if (definition < 0 || repetition < 0 || definition > size || repetition > size || definition + repetition > Math.Min(size, stored)) throw Damaged(file);
        return page with { DefinitionBytes = (int)definition, RepetitionBytes = (int)repetition, IsCompressed = own.Truth(7, true) };
    }

    private static (int Stored, int Size) Sizes(string file, ThriftStruct header, long body, long end)
    {
        var (stored, size) = (header.Number(3) ?? -1, header.Number(2) ?? -1);
        if (stored < 0 || size < 0 || stored > end - body) throw Damaged(file);
        if (Math.Max(size, stored) > MostBytes)
            throw new DataException($"{file}: a page has more than {MostBytes >> 20} MiB; write the file with fewer rows a group (100 is usual for images)");
        return ((int)stored, (int)size);
    }

    // A header's length is known when it is read; some writers put a column's least and greatest value in it.
    private static (ThriftStruct Header, int Length) Thrift(string file, Stream stream, long at, long end)
    {
        for (var room = 1 << 9; ; room <<= 5)
        {
            var bytes = new byte[(int)Math.Min(room, end - at)];
            try
            {
                stream.Position = at;
                stream.ReadExactly(bytes);
                var reader = new ThriftReader(bytes, file);
                return (reader.Struct(), reader.Position);
            }
            catch (DataException) when (bytes.Length == room && room < 1 << 24)
            {
                // perhaps only longer than the room
            }
            catch (EndOfStreamException problem)
            {
                throw new DataException(Damaged(file).Message, problem);
            }
        }
    }
}
