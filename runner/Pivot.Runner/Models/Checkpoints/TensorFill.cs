using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>Fills tensors that are there already from a file, so that no second copy of a weight is ever in memory.</summary>
/// <remarks>
/// Where type and device agree, the system writes the file's bytes straight into the tensor. Otherwise a piece of bounded size is read and
/// converted on its way. Read and not mapped: the README of Models has the figures.
/// </remarks>
internal static class TensorFill
{
    private const int PieceBytes = 1 << 22;
    private static readonly int Readers = Math.Min(4, Environment.ProcessorCount);

    /// <summary>Fills a tensor.</summary>
    /// <param name="target">Contiguous, as many elements as the file's, any type and device.</param>
    /// <param name="file">The file.</param>
    /// <param name="start">Where the tensor's bytes start in it.</param>
    /// <param name="type">Their type.</param>
    /// <exception cref="IOException">The bytes cannot be read.</exception>
    /// <exception cref="CheckpointException">They are none of that type.</exception>
    public static void Read(Tensor target, SafeFileHandle file, long start, ScalarType type)
    {
        using var noGrad = no_grad();
        using var detached = target.detach();
        using var flat = detached.view(-1);
        if (flat.numel() == 0) return;
        var size = SafetensorsTypes.Of(type).Size;
        var step = Math.Min(PieceBytes / size, flat.numel());
        var pieces = (flat.numel() + step - 1) / step;
        // The first touch of fresh memory is what costs, and the system serves several threads at once.
        var readers = pieces >= 4 && target.device.type == DeviceType.CPU ? Readers : 1;
        if (target.dtype == type && target.device.type == DeviceType.CPU && type != ScalarType.Bool)
        {
            var memory = Memory(flat);
            InParallel(readers, pieces, piece =>
            {
                var count = Math.Min(step, flat.numel() - piece * step) * size;
                ReadBytes(file, Span(memory + (nint)(piece * step * size), (int)count), start + piece * step * size);
            });
            return;
        }

        // Made by this thread: memory that many threads ask for and give back stays with as many pools.
        var buffers = new ConcurrentBag<Tensor>(Enumerable.Range(0, readers).Select(_ => empty([step], type)));
        try
        {
            InParallel(readers, pieces, piece =>
            {
                if (!buffers.TryTake(out var buffer)) throw new InvalidOperationException("there are fewer buffers than readers");
                try
                {
                    Convert(buffer, flat, piece * step, Math.Min(step, flat.numel() - piece * step), file, start + piece * step * size, type);
                }
                finally
                {
                    buffers.Add(buffer);
                }
            });
        }
        finally
        {
            foreach (var buffer in buffers) buffer.Dispose();
        }
    }

    /// <summary>Whether two stretches of files hold the same bytes.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    public static bool AreEqual(SafeFileHandle one, long start, SafeFileHandle other, long otherStart, long length)
    {
        var (a, b) = (new byte[PieceBytes / 4], new byte[PieceBytes / 4]);
        for (long done = 0; done < length; done += a.Length)
        {
            var count = (int)Math.Min(a.Length, length - done);
            ReadBytes(one, a.AsSpan(0, count), start + done);
            ReadBytes(other, b.AsSpan(0, count), otherStart + done);
            if (!a.AsSpan(0, count).SequenceEqual(b.AsSpan(0, count))) return false;
        }
        return true;
    }

    private static void Convert(Tensor buffer, Tensor flat, long first, long count, SafeFileHandle file, long position, ScalarType type)
    {
        using var noGrad = no_grad(); // of this thread
        using var piece = buffer.narrow(0, 0, count);
        var bytes = piece.bytes;
        ReadBytes(file, bytes, position);
        if (type == ScalarType.Bool && bytes.ContainsAnyExceptInRange((byte)0, (byte)1)) throw new CheckpointException("it is BOOL and holds bytes other than 0 and 1");
        using var place = flat.narrow(0, first, count);
        place.copy_(piece);
    }

    private static void ReadBytes(SafeFileHandle file, Span<byte> bytes, long position)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(file, bytes, position);
            if (read == 0) throw new EndOfStreamException("the file ended");
            bytes = bytes[read..];
            position += read;
        }
    }

    // Torch's memory does not move; a span over all of it would end at 2^31 - 1 bytes.
    private static unsafe nint Memory(Tensor flat)
    {
        using var first = flat.narrow(0, 0, 1);
        fixed (byte* pointer = first.bytes) return (nint)pointer;
    }

    private static unsafe Span<byte> Span(nint pointer, int length) => new((void*)pointer, length);

    private static void InParallel(int readers, long pieces, Action<long> read)
    {
        if (readers == 1)
        {
            for (var piece = 0L; piece < pieces; piece++) read(piece);
            return;
        }
        try
        {
            Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = readers }, read);
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
    }
}
