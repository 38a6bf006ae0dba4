namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>The values of one column in one group of rows, and where they lie.</summary>
/// <param name="Leaf">The column.</param>
/// <param name="Codec">Number of the compression, as the format has it.</param>
/// <param name="Values">Values, absent ones included.</param>
/// <param name="Start">First byte in the file.</param>
/// <param name="Length">Bytes in the file.</param>
internal sealed record ParquetChunk(ParquetLeaf Leaf, int Codec, long Values, long Start, long Length);
