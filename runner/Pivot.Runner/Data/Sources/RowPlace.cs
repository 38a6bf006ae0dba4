namespace Pivot.Runner.Data.Sources;

/// <summary>Where a row stands: 16 bytes, so that millions of them fit.</summary>
internal readonly record struct RowPlace
{
    /// <summary>Files that an index can tell apart.</summary>
    public const int MostFiles = 1 << 16;

    private const int FileShift = 48;
    private readonly ulong _fileAndOffset;

    /// <param name="file">Number of the file, below <see cref="MostFiles"/>.</param>
    /// <param name="offset">First byte in the file, below 2^48.</param>
    /// <param name="length">Bytes.</param>
    /// <param name="line">Line of the file that the row begins on, from 1.</param>
    public RowPlace(int file, long offset, int length, int line) =>
        (_fileAndOffset, Length, Line) = ((ulong)file << FileShift | (ulong)offset, length, line);

    public int File => (int)(_fileAndOffset >> FileShift);

    public long Offset => (long)(_fileAndOffset & (1UL << FileShift) - 1);

    public int Length { get; }

    public int Line { get; }
}
