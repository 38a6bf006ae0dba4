namespace Pivot.Runner.Data.Sources;

/// <summary>What goes with rows that are made when they are asked for.</summary>
public static class ReportedRows
{
    /// <summary>What became of the rows; of rows that were not read from files, that all are there.</summary>
    public static RowReport Report<T>(this IReadOnlyList<T> rows) => rows is IReportedRows reported ? reported.Report : new RowReport(rows.Count, rows.Count);

    /// <summary>Other rows made from these, each when it is asked for.</summary>
    public static IReadOnlyList<T> Each<TFrom, T>(this IReadOnlyList<TFrom> rows, Func<TFrom, T> map) => new MappedRows<TFrom, T>(rows, map);
}
