using System.Collections;

namespace Pivot.Runner.Data.Sources;

/// <summary>Rows of one or more files, read and parsed each time one is asked for; only their places are held. Thread-safe.</summary>
internal sealed class FileRows<T>(IReadOnlyList<RowFile> files, RowIndex places, Func<AnnotationRow, T> read, RowReport report) : IReadOnlyList<T>, IReportedRows
{
    /// <inheritdoc/>
    public int Count => places.Count;

    /// <inheritdoc/>
    public RowReport Report => report;

    /// <inheritdoc/>
    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)places.Count, nameof(index));
            var place = places[index];
            return read(files[place.File].Row(place));
        }
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
