using System.Buffers.Binary;
using System.Security.Cryptography;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Images;

public class ImageDecodingTests
{
    public static TheoryData<string> Names => [.. PillowFiles.Names];

    [Fact]
    public void The_files_were_found() => Assert.Equal(16, PillowFiles.Names.Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Pixels_are_Pillows_to_the_byte(string name)
    {
        var image = ImageFile.Decode(PillowFiles.Bytes(name), name);
        Assert.Equal(PillowFiles.Hash(name), Convert.ToHexStringLower(SHA256.HashData(image.Rgb))[..32]);
        Assert.Equal(image.Size, ImageFile.SizeOf(PillowFiles.Bytes(name), name));
    }

    [Theory]
    [InlineData("palette_with_transparency", 16)] // width in IHDR
    [InlineData("gif", 6)]
    [InlineData("bmp", 18)]
    public void A_header_that_announces_too_many_pixels_is_refused_before_memory_is_taken(string name, int at)
    {
        var bytes = PillowFiles.Bytes(name);
        if (name == "gif") bytes.AsSpan(at, 4).Fill(0xFF); // 65,535 x 65,535
        else if (name == "bmp") BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), 30_000_000);
        else BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), 30_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Assert.Throws<DataException>(() => ImageFile.Decode(bytes, "big")).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.StartsWith("big: ", message);
    }

    [Fact]
    public void Too_many_pixels_are_told_with_the_limit()
    {
        var bytes = PillowFiles.Bytes("rgb_with_alpha");
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), 20_000);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), 20_000);
        Assert.Equal("big: 20000 x 20000 pixels are more than the 89,478,485 an image may have; make it smaller",
            Assert.Throws<DataException>(() => ImageFile.Decode(bytes, "big")).Message);
    }

    [Fact]
    public void A_large_picture_of_next_to_no_bytes_is_cut_short()
    {
        var bytes = PillowFiles.Bytes("grey_of_1_bit");
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), 4000);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), 4000);
        Assert.Contains("cut short", Assert.Throws<DataException>(() => ImageFile.Decode(bytes, "big")).Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_that_end_early_are_an_error_wherever_they_end(string name)
    {
        var whole = PillowFiles.Bytes(name);
        var decoded = 0;
        for (var length = 0; length < whole.Length * 3 / 4; length += 3)
        {
            try
            {
                ImageFile.Decode(whole[..length], name);
                decoded++;
            }
            catch (DataException problem)
            {
                Assert.StartsWith(name + ": ", problem.Message);
            }
        }
        Assert.Equal(0, decoded);
    }

    [Fact]
    public void A_format_that_is_not_listed_does_not_reach_the_decoder()
    {
        byte[] icon = [0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, 40, 0];
        Assert.Contains("expected PNG, JPEG, WebP, GIF or BMP", Assert.Throws<DataException>(() => ImageFile.Decode(icon, "x.ico")).Message);
    }
}
