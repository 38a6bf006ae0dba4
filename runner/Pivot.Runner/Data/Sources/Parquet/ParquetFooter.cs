using System.Buffers.Binary;

namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>What a Parquet file says of itself at its end (https://github.com/apache/parquet-format): columns, groups of rows and where they lie.</summary>
internal sealed class ParquetFooter
{
    /// <summary>Longest footer that is read.</summary>
    public const int MostBytes = 64 << 20;

    private const int Deepest = 16;

    /// <summary>Path of the file.</summary>
    public required string File { get; init; }

    /// <summary>Columns in the file's order.</summary>
    public required IReadOnlyList<ParquetLeaf> Leaves { get; init; }

    /// <summary>Groups of rows.</summary>
    public required IReadOnlyList<ParquetRowGroup> Groups { get; init; }

    /// <summary>What its writer noted besides, by name.</summary>
    public required IReadOnlyDictionary<string, string> Notes { get; init; }

    /// <summary>Rows of the file.</summary>
    public long Rows => Groups.Sum(g => g.Rows);

    /// <summary>Reads the end of a file.</summary>
    /// <exception cref="DataException">The file is missing, or no Parquet file, or says of itself what cannot be.</exception>
    public static ParquetFooter Read(string path)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            return Parse(path, Bytes(path, stream), stream.Length);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"{path}: no such file", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the file cannot be read ({problem.Message})", problem);
        }
    }

    private static byte[] Bytes(string path, FileStream stream)
    {
        Span<byte> tail = stackalloc byte[8];
        if (stream.Length < 12) throw NotParquet(path);
        stream.Position = stream.Length - 8;
        stream.ReadExactly(tail);
        if (tail[4..].SequenceEqual("PARE"u8)) throw new DataException($"{path}: the parquet file is encrypted; write it without encryption");
        if (!tail[4..].SequenceEqual("PAR1"u8)) throw NotParquet(path);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (length > stream.Length - 12) throw Damaged(path);
        if (length > MostBytes) throw new DataException($"{path}: the parquet file's directory has more than {MostBytes >> 20} MiB; write it with larger groups of rows");
        var bytes = new byte[length];
        stream.Position = stream.Length - 8 - length;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static ParquetFooter Parse(string path, byte[] bytes, long fileLength)
    {
        var meta = new ThriftReader(bytes, path).Struct();
        var elements = meta.List<ThriftStruct>(2).ToList();
        var leaves = new List<ParquetLeaf>();
        var at = 1; // the first is the root
        if (elements.Count == 0) throw Damaged(path);
        for (var i = elements[0].Number(5) ?? 0; i > 0; i--) Schema(path, elements, ref at, "", 0, 0, 0, 0, leaves);
        var byPath = new Dictionary<string, ParquetLeaf>(StringComparer.Ordinal);
        foreach (var leaf in leaves)
            if (!byPath.TryAdd(leaf.Path, leaf)) throw new DataException($"{path}: the column {leaf.Path} stands there twice");

        var groups = new List<ParquetRowGroup>();
        long first = 0;
        foreach (var group in meta.List<ThriftStruct>(4))
        {
            var rows = group.Number(3) ?? -1;
            if (rows < 0 || first > int.MaxValue - rows) throw Damaged(path);
            var chunks = group.List<ThriftStruct>(1).Select(c => Chunk(path, c, byPath, fileLength)).OfType<ParquetChunk>().ToList();
            groups.Add(new ParquetRowGroup(first, rows, chunks.DistinctBy(c => c.Leaf.Path).ToDictionary(c => c.Leaf.Path)));
            first += rows;
        }
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var note in meta.List<ThriftStruct>(5)) notes[note.Text(1) ?? ""] = note.Text(2) ?? "";
        return new ParquetFooter { File = path, Leaves = leaves, Groups = groups, Notes = notes };
    }

    private static void Schema(string path, List<ThriftStruct> elements, ref int at, string parent, int definition, int repetition, int item, int depth, List<ParquetLeaf> leaves)
    {
        if (at >= elements.Count || depth > Deepest) throw Damaged(path);
        var element = elements[at++];
        var name = parent + (element.Text(4) ?? throw Damaged(path));
        var kind = element.Number(3) ?? 0; // 0 required, 1 optional, 2 repeated
        definition += kind == 0 ? 0 : 1;
        if (kind == 2) (repetition, item) = (repetition + 1, definition);
        var children = element.Number(5) ?? 0;
        if (children > 0)
        {
            for (; children > 0; children--) Schema(path, elements, ref at, name + ".", definition, repetition, item, depth + 1, leaves);
            return;
        }
        var text = element.Number(6) is 0 or 4 or 19 || element.Struct(10) is { } logical && (logical.ContainsKey(1) || logical.ContainsKey(4) || logical.ContainsKey(12));
        if (element.Number(1) is { } type and >= 0 and <= 7) leaves.Add(new ParquetLeaf(name, (ParquetType)type, definition, repetition, text) { ItemDefinition = item });
    }

    private static ParquetChunk? Chunk(string path, ThriftStruct column, Dictionary<string, ParquetLeaf> leaves, long fileLength)
    {
        if (column.Text(1) is { Length: > 0 }) throw new DataException($"{path}: a column lies in another file; write it whole");
        if (column.Struct(3) is not { } meta) throw Damaged(path);
        if (!leaves.TryGetValue(string.Join('.', meta.List<byte[]>(3).Select(System.Text.Encoding.UTF8.GetString)), out var leaf)) return null;
        var (values, length, data) = (meta.Number(5) ?? -1, meta.Number(7) ?? -1, meta.Number(9) ?? -1);
        var start = meta.Number(11) is { } dictionary and > 0 && dictionary < data ? dictionary : data;
        if (values is < 0 or > int.MaxValue || start < 4 || length < 0 || start > fileLength - length) throw Damaged(path);
        return new ParquetChunk(leaf, (int)Math.Clamp(meta.Number(4) ?? 0, -1, 99), values, start, length);
    }

    private static DataException NotParquet(string path) => new($"{path}: this is no parquet file, or one cut short; fetch it again");

    private static DataException Damaged(string path) => new($"{path}: the parquet file is damaged or cut short; fetch it again");
}
