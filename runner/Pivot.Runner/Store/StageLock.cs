using System.Collections.Concurrent;

namespace Pivot.Runner.Store;

/// <summary>
/// The right to write one stage's folder, over all processes that share the store. An open file without sharing: the operating system
/// gives it back when the holder is killed, so that no lock is ever left behind. The file itself stays: deleting it would let two holders in.
/// </summary>
public sealed class StageLock : IDisposable
{
    private static readonly ConcurrentDictionary<string, int> Holders = new();
    private readonly FileStream _file;

    private StageLock(FileStream file)
    {
        _file = file;
        Holders[file.Name] = Environment.CurrentManagedThreadId;
    }

    /// <summary>Whether the calling thread took this lock and has it: it may do what the lock is for, and could not take it a second time.</summary>
    internal static bool IsMine(string path) => Holders.TryGetValue(Path.GetFullPath(path), out var thread) && thread == Environment.CurrentManagedThreadId;

    /// <summary>Takes the lock, or gives null at once if somebody holds it.</summary>
    internal static StageLock? TryTake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new StageLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Before the file is closed: afterwards somebody else may hold it.
        if (!_file.SafeFileHandle.IsClosed) Holders.TryRemove(_file.Name, out _);
        _file.Dispose();
    }

    // EWOULDBLOCK on Linux (11) and macOS (35); ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static bool IsHeld(IOException e) =>
        e.GetType() == typeof(IOException) && (e.HResult is 11 or 35 || (e.HResult & 0xFFFF) is 32 or 33);
}
