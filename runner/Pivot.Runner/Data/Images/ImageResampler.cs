using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pivot.Runner.Data.Images;

/// <summary>
/// Pillow's <c>resize</c> for 8-bit RGB to the byte: two passes in 22-bit fixed point, rounded to bytes in between; the same bytes on every machine.
/// </summary>
public static class ImageResampler
{
    private const int Half = 1 << (ResampleKernel.PrecisionBits - 1); // rounds to the nearest

    /// <summary>The image at another size; the same object when the size matches.</summary>
    public static RasterImage Resize(RasterImage image, int width, int height, ResampleFilter filter = ResampleFilter.Bicubic)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return image.Width == width && image.Height == height ? image : Resize(image, new PixelSize(height, width), new PixelWindow(0, 0, height, width), filter);
    }

    /// <summary>A part of the image at another size, the same bytes as cutting it out of the whole; only what it needs is computed.</summary>
    /// <param name="image">The image.</param>
    /// <param name="size">Size of the whole.</param>
    /// <param name="window">The part of the whole that is wanted; it lies inside.</param>
    /// <param name="filter">The filter.</param>
    public static RasterImage Resize(RasterImage image, PixelSize size, PixelWindow window, ResampleFilter filter = ResampleFilter.Bicubic)
    {
        if (window.Inside(size) != window) throw new ArgumentOutOfRangeException(nameof(window), window, $"the part lies outside {size}");
        if (filter == ResampleFilter.Nearest) return Nearest(image, size, window);
        var down = size.Height == image.Height ? null : ResampleKernel.Make(filter, image.Height, size.Height, window.Top, window.Height);
        int top = down?.Start ?? window.Top, bottom = down?.End ?? window.Top + window.Height; // rows the second pass reads
        var rows = image.Rgb.AsSpan(top * image.Width * 3, (bottom - top) * image.Width * 3);
        var across = size.Width == image.Width
            ? Columns(rows, image.Width, bottom - top, window)
            : Horizontal(rows, image.Width, bottom - top, ResampleKernel.Make(filter, image.Width, size.Width, window.Left, window.Width));
        return new RasterImage(window.Width, window.Height, down is null ? across : Vertical(across, window.Width * 3, top, down));
    }

    private static byte[] Horizontal(ReadOnlySpan<byte> source, int width, int height, ResampleKernel kernel)
    {
        var newWidth = kernel.First.Length;
        var result = new byte[newWidth * height * 3];
        for (var y = 0; y < height; y++)
        {
            var row = source.Slice(y * width * 3, width * 3);
            var to = result.AsSpan(y * newWidth * 3, newWidth * 3);
            for (var x = 0; x < newWidth; x++) Weigh(row, kernel.First[x] * 3, kernel.Weights[x], to[(x * 3)..]);
        }
        return result;
    }

    // One pixel: the weighted sum of neighbours, its channels side by side in a vector.
    private static void Weigh(ReadOnlySpan<byte> row, int from, int[] weights, Span<byte> to)
    {
        var sums = Vector128.Create(Half);
        var i = 0;
        for (; i < weights.Length && from + 4 <= row.Length; i++, from += 3) // four bytes at once: this pixel and one byte of the next, which is not used
        {
            var four = Vector128.CreateScalarUnsafe(MemoryMarshal.Read<uint>(row[from..])).AsByte();
            var values = Vector128.WidenLower(Vector128.WidenLower(four)).AsInt32();
            sums += values * weights[i];
        }
        for (; i < weights.Length; i++, from += 3)
            sums += Vector128.Create(row[from], row[from + 1], row[from + 2], 0) * weights[i];
        var bytes = Vector128.Clamp(sums >> ResampleKernel.PrecisionBits, Vector128<int>.Zero, Vector128.Create(255));
        (to[0], to[1], to[2]) = ((byte)bytes[0], (byte)bytes[1], (byte)bytes[2]);
    }

    private static byte[] Vertical(byte[] source, int stride, int firstRow, ResampleKernel kernel)
    {
        var height = kernel.First.Length;
        var result = new byte[stride * height];
        var sums = new int[stride];
        for (var y = 0; y < height; y++)
        {
            sums.AsSpan().Fill(Half);
            var from = (kernel.First[y] - firstRow) * stride;
            foreach (var weight in kernel.Weights[y])
            {
                Add(source.AsSpan(from, stride), weight, sums);
                from += stride;
            }
            for (int x = 0, to = y * stride; x < stride; x++, to++) result[to] = (byte)Math.Clamp(sums[x] >> ResampleKernel.PrecisionBits, 0, 255);
        }
        return result;
    }

    private static void Add(ReadOnlySpan<byte> row, int weight, Span<int> sums)
    {
        var x = 0;
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (; x + Vector<byte>.Count <= row.Length; x += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[x..]), out var low, out var high);
            Add(low, weight, ref Unsafe.Add(ref sum, x));
            Add(high, weight, ref Unsafe.Add(ref sum, x + Vector<ushort>.Count));
        }
        for (; x < row.Length; x++) sums[x] += row[x] * weight;
    }

    private static void Add(Vector<ushort> values, int weight, ref int sum)
    {
        Vector.Widen(values, out var low, out var high);
        ref var behind = ref Unsafe.Add(ref sum, Vector<int>.Count);
        (Vector.LoadUnsafe(ref sum) + Vector.AsVectorInt32(low) * weight).StoreUnsafe(ref sum);
        (Vector.LoadUnsafe(ref behind) + Vector.AsVectorInt32(high) * weight).StoreUnsafe(ref behind);
    }

    private static byte[] Columns(ReadOnlySpan<byte> source, int width, int height, PixelWindow window)
    {
        var result = new byte[window.Width * height * 3];
        for (var y = 0; y < height; y++) source.Slice((y * width + window.Left) * 3, window.Width * 3).CopyTo(result.AsSpan(y * window.Width * 3));
        return result;
    }

    // Pillow takes another way here: the places are added up step by step (libImaging/Geometry.c).
    private static RasterImage Nearest(RasterImage image, PixelSize size, PixelWindow window)
    {
        int[] columns = Places(image.Width, size.Width, window.Left, window.Width), rows = Places(image.Height, size.Height, window.Top, window.Height);
        var result = new byte[window.Width * window.Height * 3];
        var to = 0;
        foreach (var row in rows)
            foreach (var column in columns)
            {
                image.Rgb.AsSpan((row * image.Width + column) * 3, 3).CopyTo(result.AsSpan(to));
                to += 3;
            }
        return new RasterImage(window.Width, window.Height, result);
    }

    private static int[] Places(int size, int newSize, int from, int count)
    {
        var step = (double)size / newSize;
        var at = step * 0.5;
        for (var i = 0; i < from; i++) at += step;
        var places = new int[count];
        for (var i = 0; i < count; i++, at += step) places[i] = Math.Min((int)at, size - 1);
        return places;
    }
}
