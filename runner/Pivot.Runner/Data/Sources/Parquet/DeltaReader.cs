namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>Whole numbers as differences in packed blocks (Parquet's DELTA_BINARY_PACKED), which some writers use for numbers and for the lengths of texts.</summary>
internal static class DeltaReader
{
    /// <summary>The numbers, and how many bytes they took.</summary>
    /// <exception cref="DataException">They are not so many, or cut short.</exception>
    public static (long[] Numbers, int Bytes) Read(ReadOnlySpan<byte> bytes, int count, string file)
    {
        var at = 0;
        var (block, parts, total) = (VarInt(bytes, ref at, file), VarInt(bytes, ref at, file), VarInt(bytes, ref at, file));
        var value = ZigZag(VarInt(bytes, ref at, file));
        if (block is 0 or > 1 << 20 || parts is 0 || parts > block || block % parts != 0 || block / parts % 8 != 0 || total != (ulong)count) throw ParquetPage.Damaged(file);
        var numbers = new long[count];
        if (count > 0) numbers[0] = value;
        var (perPart, filled) = ((int)(block / parts), 1);
        while (filled < count)
        {
            var least = ZigZag(VarInt(bytes, ref at, file));
            if (at + (int)parts > bytes.Length) throw ParquetPage.Damaged(file);
            var widths = bytes.Slice(at, (int)parts);
            at += (int)parts;
            for (var part = 0; part < widths.Length && filled < count; part++)
            {
                int width = widths[part], length = perPart / 8 * width;
                if (width > 64 || length > bytes.Length - at) throw ParquetPage.Damaged(file);
                var packed = bytes.Slice(at, length);
                for (var i = 0; i < perPart && filled < count; i++, filled++) numbers[filled] = value = unchecked(value + least + (long)Bits(packed, (long)i * width, width));
                at += length;
            }
        }
        return (numbers, at);
    }

    private static ulong Bits(ReadOnlySpan<byte> bytes, long first, int width)
    {
        UInt128 value = 0;
        var at = (int)(first >> 3);
        for (var b = 0; b < 9 && at + b < bytes.Length; b++) value |= (UInt128)bytes[at + b] << (8 * b);
        return (ulong)((value >> (int)(first & 7)) & ((UInt128.One << width) - 1));
    }

    private static ulong VarInt(ReadOnlySpan<byte> bytes, ref int at, string file)
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (at >= bytes.Length) break;
            var part = bytes[at++];
            value |= (ulong)(part & 127) << shift;
            if (part < 128) return value;
        }
        throw ParquetPage.Damaged(file);
    }

    private static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
