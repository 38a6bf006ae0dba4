namespace Pivot.Runner.Data.Sources;

/// <summary>Rows that know what was mended and left out when they were read.</summary>
public interface IReportedRows
{
    /// <summary>What became of the rows.</summary>
    RowReport Report { get; }
}
