using Pivot.Runner.Data;
using Pivot.Runner.Data.Sources.Parquet;

namespace Pivot.Runner.Tests.Data.Sources.Parquet;

/// <summary>Examples of the format's own description, by hand.</summary>
public class EncodingTests
{
    private static readonly ParquetLeaf Texts = new("t", ParquetType.ByteArray, 0, 0, IsText: true);

    // "dec value 0 1 2 3 4 5 6 7, bit width 3" is 10001000 11000110 11111010 in the description.
    [Fact]
    public void Packed_bits_are_the_formats_example()
    {
        Assert.Equal(Enumerable.Range(0, 8), HybridReader.Read([0b11, 0b10001000, 0b11000110, 0b11111010], 3, 8, "f"));
        Assert.Equal([5, 5, 5, 5, 0, 1], HybridReader.Read([4 << 1, 5, 0b11, 0b10001000, 0b11000110, 0b11111010], 3, 6, "f"));
        Assert.Equal([300, 300], HybridReader.Read([2 << 1, 0x2C, 0x01], 9, 2, "f"));
    }

    [Fact]
    public void Runs_that_are_too_short_are_refused()
    {
        Assert.Throws<DataException>(() => HybridReader.Read([4 << 1, 5], 3, 5, "f"));
        Assert.Throws<DataException>(() => HybridReader.Read([0b11, 1, 2], 3, 8, "f"));
        Assert.Throws<DataException>(() => HybridReader.Read([], 1, 1, "f"));
        Assert.Throws<DataException>(() => HybridReader.Read([2, 0], 33, 1, "f"));
    }

    // 7, 5, 3, 1, 2, 3, 4, 5: the description's second example. Block of 128 in 4 parts, 8 values, first 7; least difference -2, widths 2 0 0 0, differences 0 0 0 3 3 3 3.
    [Fact]
    public void Differences_are_the_formats_example()
    {
        byte[] bytes = [0x80, 0x01, 4, 8, 14, 3, 2, 0, 0, 0, 0b11000000, 0b00111111, 0, 0, 0, 0, 0, 0];
        var (numbers, read) = DeltaReader.Read(bytes, 8, "f");
        Assert.Equal([7, 5, 3, 1, 2, 3, 4, 5], numbers);
        Assert.Equal(bytes.Length, read);
        Assert.Throws<DataException>(() => DeltaReader.Read(bytes.AsSpan(0, 12), 8, "f"));
        Assert.Throws<DataException>(() => DeltaReader.Read(bytes, 9, "f"));
    }

    // "axis axle babble babyhood": shared 0 2 0 3, own axis le babble yhood.
    [Fact]
    public void Shared_beginnings_are_the_formats_example()
    {
        byte[] shared = [0x80, 0x01, 4, 4, 0, 3, 3, 0, 0, 0, .. Packed(3, 2 + 2, -2 + 2, 3 + 2)];
        byte[] own = [0x80, 0x01, 4, 4, 8, 3, 3, 0, 0, 0, .. Packed(3, -2 + 2, 4 + 2, -1 + 2), .. "axislebabbleyhood"u8];
        var values = ParquetValues.Read(Texts, 7, [.. shared, .. own], 0, 4, null, isDictionary: false, "f");
        Assert.Equal(["axis", "axle", "babble", "babyhood"], Enumerable.Range(0, 4).Select(values.Text));
    }

    [Fact]
    public void A_value_that_says_it_is_longer_than_the_page_is_refused()
    {
        Assert.Throws<DataException>(() => ParquetValues.Read(Texts, 0, [255, 255, 255, 255, 1, 2], 0, 1, null, isDictionary: false, "f"));
        Assert.Throws<DataException>(() => ParquetValues.Read(Texts, 8, [1, 2, 0], 0, 1, null, isDictionary: false, "f")); // indices, and no dictionary
        Assert.Contains("type Double", Assert.Throws<DataException>(() => ParquetValues.Read(new("d", ParquetType.Double, 0, 0, false), 0, new byte[8], 0, 1, null, false, "f")).Message);
    }

    [Fact]
    public void A_compressed_page_that_grows_beyond_its_word_is_refused()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(bomb, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
            for (var i = 0; i < 64; i++) gzip.Write(new byte[1 << 20]);
        Assert.True(bomb.Length < 1 << 18);
        var before = GC.GetTotalAllocatedBytes();
        Assert.Throws<DataException>(() => PageCompression.Decompress(2, bomb.ToArray(), 1000, "f"));
        Assert.True(GC.GetTotalAllocatedBytes() - before < 8 << 20);
        Assert.Contains("is compressed with lzo", Assert.Throws<DataException>(() => PageCompression.Decompress(3, new byte[4], 4, "f")).Message);
    }

    [Fact]
    public void Thrift_is_held_to_the_bytes_that_are_there()
    {
        Assert.Equal(-1, new ThriftReader([0x15, 0x01, 0x00], "f").Struct().Number(1)); // field 1, i32, zigzag of -1
        Assert.Throws<DataException>(() => new ThriftReader([0x15], "f").Struct());
        Assert.Throws<DataException>(() => new ThriftReader([0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0x07], "f").Struct()); // a text of two billion letters
        Assert.Throws<DataException>(() => new ThriftReader([0x19, 0xF5, 0xFF, 0xFF, 0xFF, 0x07], "f").Struct()); // a list of as many
        Assert.Throws<DataException>(() => new ThriftReader([.. Enumerable.Repeat((byte)0x1C, 1000)], "f").Struct()); // structs in structs
    }

    private static byte[] Packed(int width, params int[] numbers)
    {
        var bytes = new byte[32 / 8 * width];
        for (var i = 0; i < numbers.Length; i++)
            for (var b = 0; b < width; b++)
                if ((numbers[i] >> b & 1) == 1) bytes[(i * width + b) / 8] |= (byte)(1 << (i * width + b) % 8);
        return bytes;
    }
}
