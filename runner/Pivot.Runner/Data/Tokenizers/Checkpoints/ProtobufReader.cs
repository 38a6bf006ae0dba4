using System.Buffers.Binary;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>Walks a protobuf message's fields (<see href="https://protobuf.dev/programming-guides/encoding/">encoding</see>), every length checked.</summary>
/// <param name="where">The file, for messages.</param>
/// <param name="message">The message.</param>
internal ref struct ProtobufReader(string where, ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _at;

    /// <summary>Number of the field now at.</summary>
    public int Field { get; private set; }

    /// <summary>Value of a number field, or the four bytes of a float.</summary>
    public ulong Number { get; private set; }

    /// <summary>Content of a field of text, bytes or a message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The number as a float.</summary>
    public readonly float Float => BitConverter.UInt32BitsToSingle((uint)Number);

    /// <summary>Goes to the next field.</summary>
    /// <exception cref="DataException">The message is broken.</exception>
    public bool Next()
    {
        if (_at == _message.Length) return false;
        var tag = Varint();
        if (tag >> 3 is 0 or > int.MaxValue) throw Broken("a field without a number");
        Field = (int)(tag >> 3);
        Number = 0;
        Bytes = default;
        switch (tag & 7)
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                var length = Varint();
                if (length > (ulong)(_message.Length - _at)) throw Broken($"a field of {length} bytes with {_message.Length - _at} left");
                Bytes = Take((int)length);
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw Broken($"a field of wire type {tag & 7}");
        }
        return true;
    }

    private readonly DataException Broken(string what) => new($"{where}: not a SentencePiece model: {what} at byte {_at} of a message of {_message.Length}");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _message.Length - _at) throw Broken($"{count} bytes of a value, {_message.Length - _at} left");
        var taken = _message.Slice(_at, count);
        _at += count;
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_at == _message.Length) throw Broken("the end within a number");
            var b = _message[_at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
        throw Broken("a number of more than ten bytes");
    }
}
