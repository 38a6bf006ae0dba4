namespace Pivot.Runner.Data.Sources.Tables;

/// <summary>A cell of a row: its text among the row's bytes, and where it stands in the file, quotes included.</summary>
/// <param name="First">First byte of its text among the row's.</param>
/// <param name="Length">Bytes of its text.</param>
/// <param name="FileOffset">First byte in the file.</param>
/// <param name="FileLength">Bytes in the file.</param>
internal readonly record struct DelimitedCell(int First, int Length, long FileOffset, long FileLength);
