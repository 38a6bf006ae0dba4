using System.Collections;

namespace Pivot.Runner.Data.Sources.Tables;

/// <summary>Rows whose texts are held, and what became of the others. Of a table a row cannot be found again without reading what lies before it.</summary>
internal sealed class HeldRows<T>(IReadOnlyList<T> rows, RowReport report) : IReadOnlyList<T>, IReportedRows
{
    /// <inheritdoc/>
    public int Count => rows.Count;

    /// <inheritdoc/>
    public RowReport Report => report;

    /// <inheritdoc/>
    public T this[int index] => rows[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
