using System.Buffers;
using System.Security.Cryptography;

namespace Pivot.Runner.Store;

/// <summary>SHA-256 of a file. Reads in blocks of 1 MiB: the library's own stream hashing asks the system for 4 KiB at a time.</summary>
public static class FileDigest
{
    private const int BlockBytes = 1 << 20;

    /// <summary>64 lower-case hex digits.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string Of(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            long at = 0;
            for (int read; (read = RandomAccess.Read(file, block.AsSpan(0, BlockBytes), at)) > 0; at += read) hash.AppendData(block, 0, read);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
