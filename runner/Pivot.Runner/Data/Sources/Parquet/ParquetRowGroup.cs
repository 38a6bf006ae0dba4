namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>A group of rows.</summary>
/// <param name="FirstRow">Number of its first row in the file, from 0.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Chunks">Its columns by path.</param>
internal sealed record ParquetRowGroup(long FirstRow, long Rows, IReadOnlyDictionary<string, ParquetChunk> Chunks);
