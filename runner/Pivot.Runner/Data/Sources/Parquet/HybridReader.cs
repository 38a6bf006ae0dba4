namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>Whole numbers as runs of one value and as packed bits, the form of Parquet's levels and of indices into its dictionaries (its "RLE / bit-packing hybrid").</summary>
internal static class HybridReader
{
    /// <summary>The numbers.</summary>
    /// <param name="bytes">The runs.</param>
    /// <param name="width">Bits of a number, 0 to 32.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="file">What an error names.</param>
    /// <exception cref="DataException">There are fewer.</exception>
    public static int[] Read(ReadOnlySpan<byte> bytes, int width, int count, string file)
    {
        if (width is < 0 or > 32) throw ParquetPage.Damaged(file);
        var numbers = new int[count];
        var filled = 0;
        for (var at = 0; filled < count;)
        {
            var header = VarInt(bytes, ref at, file);
            if ((header & 1) == 0)
            {
                var run = (int)Math.Min(header >> 1, (uint)(count - filled));
                var value = 0;
                for (var i = 0; i < (width + 7) / 8; i++) value |= Byte(bytes, at++, file) << (8 * i);
                numbers.AsSpan(filled, run).Fill(value);
                filled += run;
                continue;
            }
            var packed = (long)(header >> 1) * width; // bytes: eight numbers a group
            var here = (int)Math.Min((long)(header >> 1) * 8, count - filled);
            Unpack(bytes[at..], width, numbers.AsSpan(filled, here), file);
            filled += here;
            at = (int)Math.Min(at + packed, bytes.Length);
        }
        return numbers;
    }

    /// <summary>Numbers of so many bits each, the lowest bit first.</summary>
    public static void Unpack(ReadOnlySpan<byte> bytes, int width, Span<int> numbers, string file)
    {
        if (((long)numbers.Length * width + 7) / 8 > bytes.Length) throw ParquetPage.Damaged(file);
        long bit = 0;
        for (var i = 0; i < numbers.Length; i++, bit += width)
        {
            ulong value = 0;
            var first = (int)(bit >> 3);
            for (var b = 0; b < 5 && first + b < bytes.Length; b++) value |= (ulong)bytes[first + b] << (8 * b);
            numbers[i] = (int)((value >> (int)(bit & 7)) & ((1UL << width) - 1));
        }
    }

    private static uint VarInt(ReadOnlySpan<byte> bytes, ref int at, string file)
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var part = Byte(bytes, at++, file);
            value |= (uint)(part & 127) << shift;
            if (part < 128) return value;
        }
        throw ParquetPage.Damaged(file);
    }

    private static int Byte(ReadOnlySpan<byte> bytes, int at, string file) => at < bytes.Length ? bytes[at] : throw ParquetPage.Damaged(file);
}
