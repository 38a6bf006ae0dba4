namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>How Parquet stores a value; the numbers are the format's.</summary>
internal enum ParquetType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLengthByteArray = 7,
}
