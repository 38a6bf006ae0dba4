using System.Collections;

namespace Pivot.Runner.Data.Sources;

/// <summary>Rows made from other rows each time one is asked for: none is held. Thread-safe where the rows and the mapping are.</summary>
/// <typeparam name="TFrom">What the rows are made from.</typeparam>
/// <typeparam name="T">A row.</typeparam>
public sealed class MappedRows<TFrom, T>(IReadOnlyList<TFrom> rows, Func<TFrom, T> map) : IReadOnlyList<T>, IReportedRows
{
    /// <inheritdoc/>
    public int Count => rows.Count;

    /// <inheritdoc/>
    public RowReport Report => rows.Report();

    /// <inheritdoc/>
    public T this[int index] => map(rows[index]);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        foreach (var row in rows) yield return map(row);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
