using System.Buffers.Binary;
using System.Text;

namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>The values of a page that are there: whole numbers, or ranges of bytes.</summary>
internal sealed class ParquetValues
{
    private const int Plain = 0, PlainDictionary = 2, DeltaNumbers = 5, DeltaLengths = 6, DeltaTexts = 7, Dictionary = 8;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly long[] _numbers = [];
    private readonly int[] _starts = [];
    private readonly int[] _lengths = [];
    private readonly byte[] _bytes = [];
    private readonly string?[]? _texts; // of a dictionary: a text is made once, however many rows have it
    private readonly ParquetValues? _dictionary;

    private ParquetValues(long[] numbers) => _numbers = numbers;

    private ParquetValues(byte[] bytes, int[] starts, int[] lengths, bool dictionary) =>
        (_bytes, _starts, _lengths, _texts) = (bytes, starts, lengths, dictionary ? new string?[starts.Length] : null);

    private ParquetValues(ParquetValues dictionary, long[] indices) => (_dictionary, _numbers) = (dictionary, indices);

    /// <summary>Bytes held.</summary>
    public long Size => _bytes.Length + 8L * (_numbers.Length + _starts.Length) + (_dictionary?.Size ?? 0);

    /// <summary>Values held.</summary>
    public int Count => Math.Max(_numbers.Length, _starts.Length);

    /// <summary>Reads values.</summary>
    /// <param name="leaf">The column.</param>
    /// <param name="encoding">Number of their encoding.</param>
    /// <param name="bytes">A page's body.</param>
    /// <param name="at">Where they begin in it.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="dictionary">What indices count, or null where the column has none; <paramref name="isDictionary"/> says that this page is it.</param>
    /// <param name="isDictionary">Whether these are a dictionary's own values.</param>
    /// <param name="file">What an error names.</param>
    /// <exception cref="DataException">They are cut short, or in an encoding or of a type that is not read here.</exception>
    public static ParquetValues Read(ParquetLeaf leaf, int encoding, byte[] bytes, int at, int count, ParquetValues? dictionary, bool isDictionary, string file)
    {
        if (leaf.Type is not (ParquetType.Int32 or ParquetType.Int64 or ParquetType.ByteArray))
            throw new DataException($"{file}: the column {leaf.Path} is of type {leaf.Type}; texts, bytes and whole numbers are read");
        if (encoding is PlainDictionary or Dictionary && !isDictionary) return Indices(bytes.AsSpan(at), count, dictionary, file);
        var isBytes = leaf.Type == ParquetType.ByteArray;
        return (encoding, isBytes) switch
        {
            (Plain or PlainDictionary, true) => Ranges(bytes, at, count, isDictionary, file),
            (Plain or PlainDictionary, false) => Numbers(bytes.AsSpan(at), leaf.Type == ParquetType.Int32 ? 4 : 8, count, file),
            (DeltaNumbers, false) => new(DeltaReader.Read(bytes.AsSpan(at), count, file).Numbers),
            (DeltaLengths, true) => Lengths(bytes, at, count, file),
            (DeltaTexts, true) => Prefixed(bytes, at, count, file),
            _ => throw new DataException($"{file}: the column {leaf.Path} is encoded in a way ({encoding}) that is not read; write the file with plain or dictionary encoding"),
        };
    }

    /// <summary>A whole number.</summary>
    public long Number(int i) => _dictionary is null ? _numbers[i] : _dictionary._numbers[(int)_numbers[i]];

    /// <summary>Bytes.</summary>
    public ReadOnlySpan<byte> Bytes(int i) => _dictionary is null ? _bytes.AsSpan(_starts[i], _lengths[i]) : _dictionary.Bytes((int)_numbers[i]);

    /// <summary>A text.</summary>
    /// <exception cref="DecoderFallbackException">It is not UTF-8.</exception>
    public string Text(int i) => _dictionary is not null ? _dictionary.Text((int)_numbers[i])
        : _texts is null ? Strict.GetString(Bytes(i))
        : _texts[i] ??= Strict.GetString(Bytes(i));

    private static ParquetValues Indices(ReadOnlySpan<byte> bytes, int count, ParquetValues? dictionary, string file)
    {
        if (dictionary is null || bytes.IsEmpty && count > 0) throw ParquetPage.Damaged(file);
        var indices = count == 0 ? [] : HybridReader.Read(bytes[1..], bytes[0], count, file);
        foreach (var index in indices)
            if ((uint)index >= (uint)dictionary.Count) throw ParquetPage.Damaged(file);
        return new ParquetValues(dictionary, Array.ConvertAll(indices, i => (long)i));
    }

    private static ParquetValues Numbers(ReadOnlySpan<byte> bytes, int size, int count, string file)
    {
        if ((long)count * size > bytes.Length) throw ParquetPage.Damaged(file);
        var numbers = new long[count];
        for (var i = 0; i < count; i++)
            numbers[i] = size == 4 ? BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]) : BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * i)..]);
        return new ParquetValues(numbers);
    }

    private static ParquetValues Ranges(byte[] bytes, int at, int count, bool isDictionary, string file)
    {
        if ((long)count * 4 > bytes.Length - at) throw ParquetPage.Damaged(file);
        int[] starts = new int[count], lengths = new int[count];
        for (var i = 0; i < count; i++)
        {
            if (bytes.Length - at < 4) throw ParquetPage.Damaged(file);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
            at += 4;
            if (length > bytes.Length - at) throw ParquetPage.Damaged(file);
            (starts[i], lengths[i]) = (at, (int)length);
            at += (int)length;
        }
        return new ParquetValues(bytes, starts, lengths, isDictionary);
    }

    private static ParquetValues Lengths(byte[] bytes, int at, int count, string file)
    {
        var (numbers, read) = DeltaReader.Read(bytes.AsSpan(at), count, file);
        at += read;
        var starts = new int[count];
        for (var i = 0; i < count; i++)
        {
            if (numbers[i] < 0 || numbers[i] > bytes.Length - at) throw ParquetPage.Damaged(file);
            starts[i] = at;
            at += (int)numbers[i];
        }
        return new ParquetValues(bytes, starts, Array.ConvertAll(numbers, n => (int)n), false);
    }

    // Each text is the beginning of the one before it and something of its own.
    private static ParquetValues Prefixed(byte[] bytes, int at, int count, string file)
    {
        var (shared, read) = DeltaReader.Read(bytes.AsSpan(at), count, file);
        var ends = Lengths(bytes, at + read, count, file);
        var whole = new MemoryStream();
        int[] starts = new int[count], lengths = new int[count];
        for (var i = 0; i < count; i++)
        {
            var own = ends.Bytes(i);
            var before = i == 0 ? 0 : lengths[i - 1];
            if (shared[i] < 0 || shared[i] > before || whole.Length + shared[i] + own.Length > ParquetPage.MostBytes) throw ParquetPage.Damaged(file);
            starts[i] = (int)whole.Length;
            if (shared[i] > 0) whole.Write([.. whole.GetBuffer().AsSpan(starts[i - 1], (int)shared[i])]);
            whole.Write(own);
            lengths[i] = (int)whole.Length - starts[i];
        }
        return new ParquetValues(whole.ToArray(), starts, lengths, false);
    }
}
