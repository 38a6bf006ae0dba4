using System.Buffers.Binary;
using System.IO.Compression;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Images;

/// <summary>Damaged files: a message or a picture, never another exception, never a crash of the native decoder, never much memory.</summary>
public class ImageFuzzTests
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("PIVOT_FUZZ_ROUNDS") ?? "40");

    [Fact]
    public void A_damaged_file_is_a_picture_or_a_DataException()
    {
        var random = new Random(20261123);
        int refused = 0, tried = 0;
        foreach (var name in PillowFiles.Names)
            for (var round = 0; round < Rounds; round++)
            {
                tried++;
                refused += Decode(Mutated(PillowFiles.Bytes(name), random), name) ? 0 : 1;
            }
        Assert.InRange(tried, 500, int.MaxValue);
        Assert.InRange(refused, tried / 10, tried);
    }

    [Fact]
    public void A_damaged_mask_is_a_map_or_a_DataException()
    {
        var random = new Random(7);
        var mask = ImageFile.EncodePng(new LabelMap(40, 30, [.. Enumerable.Range(0, 1200).Select(i => (byte)(i % 19))]));
        var refused = 0;
        for (var round = 0; round < 500; round++)
        {
            try
            {
                Assert.InRange(PngIndices.Decode(Mutated(mask, random), "mask").Labels.Length, 1, ImageLimits.MostPixels);
            }
            catch (DataException problem)
            {
                refused++;
                Assert.StartsWith("mask: ", problem.Message);
            }
        }
        Assert.InRange(refused, 50, 500);
    }

    [Fact]
    public void Compressed_rows_that_go_on_for_ever_are_read_as_far_as_the_picture_goes()
    {
        using var endless = new MemoryStream();
        using (var zlib = new ZLibStream(endless, CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i < 64; i++) zlib.Write(new byte[1 << 20]);
        var png = PillowFiles.Bytes("grey_of_1_bit")[..33].Concat(Chunk("IDAT"u8, endless.ToArray())).Concat(Chunk("IEND"u8, [])).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.All(ImageFile.Decode(png, "long").Rgb, v => Assert.Equal(0, v));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static bool Decode(byte[] bytes, string name)
    {
        try
        {
            var image = ImageFile.Decode(bytes, name);
            Assert.Equal(image.Width * image.Height * 3, image.Rgb.Length);
            return true;
        }
        catch (DataException problem)
        {
            Assert.StartsWith(name + ": ", problem.Message);
            return false;
        }
    }

    private static byte[] Mutated(byte[] bytes, Random random)
    {
        bytes = [.. bytes];
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes[at] = random.Next(2) == 0 ? byte.MinValue : byte.MaxValue; break;
                case 3: bytes = bytes[..Math.Max(at, 1)]; break;
                case 4: random.NextBytes(bytes.AsSpan(at, Math.Min(random.Next(1, 9), bytes.Length - at))); break;
                default: bytes = [.. bytes[..at], .. bytes[random.Next(bytes.Length)..]]; break; // a part left out, or twice
            }
        }
        return bytes;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] body)
    {
        var chunk = new byte[12 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        type.CopyTo(chunk.AsSpan(4));
        body.CopyTo(chunk.AsSpan(8));
        return chunk;
    }
}
