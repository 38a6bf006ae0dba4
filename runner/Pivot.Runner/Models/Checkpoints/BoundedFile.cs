using System.Text;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>Small files of a checkpoint, read whole, but never more of them than was agreed: a name may lead to a device or to a file of any size.</summary>
internal static class BoundedFile
{
    /// <summary>The most a file of texts about a model may have.</summary>
    public const int MostBytes = 100_000_000;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most bytes it may have.</param>
    /// <exception cref="CheckpointException">It cannot be read, or is longer.</exception>
    public static byte[] Read(string path, int most = MostBytes)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            // A device says that it is 0 bytes long and goes on for ever.
            var kept = new MemoryStream((int)Math.Clamp(stream.CanSeek ? stream.Length : 0, 0, most));
            var block = new byte[1 << 16];
            for (int read; (read = stream.Read(block)) > 0; kept.Write(block, 0, read))
            {
                if (kept.Length + read > most) throw new CheckpointException($"{path} is longer than {most} bytes, which no such file needs");
            }
            return kept.TryGetBuffer(out var buffer) && buffer.Count == buffer.Array!.Length ? buffer.Array : kept.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path} cannot be read ({error.Message})", error);
        }
    }

    /// <summary>Reads a file's text, UTF-8 with or without a mark at its beginning.</summary>
    /// <exception cref="CheckpointException">It cannot be read, is longer, or is not UTF-8.</exception>
    public static string ReadText(string path, int most = MostBytes)
    {
        var bytes = Read(path, most).AsSpan();
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (ArgumentException error)
        {
            throw new CheckpointException($"{path} is not UTF-8", error);
        }
    }
}
