using System.Buffers.Binary;

namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>
/// Thrift's compact protocol (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md), which Parquet's footers and page headers are
/// written in, read into plain values: <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, byte[], <see cref="ThriftStruct"/> and lists of them. What the bytes say of their own
/// length is held to the bytes that are there.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes, string origin)
{
    /// <summary>Most values of one message; a footer of a thousand groups of rows with twenty columns has about a million.</summary>
    public const int MostValues = 4_000_000;

    private const int Deepest = 24;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _values;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>A struct.</summary>
    /// <exception cref="DataException">The bytes are none, or cut short.</exception>
    public ThriftStruct Struct(int depth = 0)
    {
        if (depth > Deepest) throw Damaged();
        var fields = new ThriftStruct();
        for (var id = 0; ;)
        {
            var head = Byte();
            if (head == 0) return fields;
            var type = head & 15;
            id = head >> 4 == 0 ? (int)ZigZag() : id + (head >> 4);
            fields[id] = type switch { 1 => true, 2 => false, _ => Value(type, depth) };
        }
    }

    private object Value(int type, int depth)
    {
        if (++_values > MostValues) throw new DataException($"{origin}: the file's directory has more than {MostValues:#,0} values; write it with larger groups of rows");
        return type switch
        {
            1 or 2 => Byte() == 1, // in a list a truth has a byte of its own
            3 => (long)(sbyte)Byte(),
            4 or 5 or 6 => ZigZag(),
            7 => BinaryPrimitives.ReadDoubleLittleEndian(Bytes(8)),
            8 => Bytes(Length()).ToArray(),
            9 or 10 => List(depth),
            12 => Struct(depth + 1),
            _ => throw Damaged(), // maps are in no message that is read here
        };
    }

    private List<object> List(int depth)
    {
        if (depth > Deepest) throw Damaged();
        var head = Byte();
        var count = head >> 4 == 15 ? Length() : head >> 4;
        if (count > _bytes.Length - Position) throw Damaged(); // each has a byte at least
        var items = new List<object>();
        for (var i = 0; i < count; i++) items.Add(Value(head & 15, depth + 1));
        return items;
    }

    private int Length()
    {
        var length = VarInt();
        return length <= (ulong)(_bytes.Length - Position) ? (int)length : throw Damaged();
    }

    private long ZigZag()
    {
        var value = VarInt();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong VarInt()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 127) << shift;
            if (part < 128) return value;
        }
        throw Damaged();
    }

    private int Byte() => Bytes(1)[0];

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _bytes.Length - Position) throw Damaged();
        Position += count;
        return _bytes.Slice(Position - count, count);
    }

    private readonly DataException Damaged() => new($"{origin}: the parquet file is damaged or cut short; fetch it again");
}
