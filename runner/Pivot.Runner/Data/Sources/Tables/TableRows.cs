using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Data.Sources.Tables;

/// <summary>A table's rows as a stage reads them and as the inspection does: let in as declared, and counted.</summary>
/// <typeparam name="T">What a row becomes.</typeparam>
/// <param name="name">What an error calls the table.</param>
/// <param name="rows">Its rows, read from the start each time.</param>
/// <param name="texts">A row's texts.</param>
/// <param name="limit">Rows to read, or null for all.</param>
/// <param name="dropUnreadable">Whether rows whose image cannot be read are left out; else that is found where it is decoded.</param>
internal sealed class TableRows<T>(string name, IEnumerable<TableRow<T>> rows, Func<T, string[]> texts, int? limit, bool dropUnreadable)
{
    /// <summary>Letters of all texts that are held.</summary>
    public const long MostLetters = 4L << 30;

    /// <summary>All samples.</summary>
    /// <exception cref="DataException">The first thing that is wrong, or that there are no rows.</exception>
    public IReadOnlyList<T> Load()
    {
        var tally = new RowTally();
        var samples = new List<T>();
        var letters = 0L;
        foreach (var row in rows.Take(limit ?? int.MaxValue))
        {
            if (!IsAdmitted(row, tally)) continue;
            letters += texts(row.Sample!).Sum(t => (long)t.Length);
            if (letters > MostLetters) throw new DataException($"{name}: the texts come to more than {MostLetters >> 30} GiB; read fewer rows with 'limit'");
            samples.Add(row.Sample!);
        }
        var report = tally.Report();
        return RowSet.NoRows(report) is { } wrong ? throw new DataException($"{name}: {wrong}") : new HeldRows<T>(samples, report);
    }

    /// <summary>The rows for the inspection.</summary>
    /// <param name="shape">What a row looks like, for hints.</param>
    /// <param name="files">The table's files.</param>
    public InspectedRows Inspect(string shape, IReadOnlyList<string> files)
    {
        var tally = new RowTally();
        return new InspectedRows(shape, files, rows.Take(limit ?? int.MaxValue).Select(r => Inspected(r, tally)).Where(r => r != (null, null)), tally.Report);
    }

    private (AdmittedRow? Row, DataException? Problem) Inspected(TableRow<T> row, RowTally tally)
    {
        if (row.Problem is not null) return (null, row.Problem);
        return IsAdmitted(row, tally) ? (new AdmittedRow(row.Image!, texts(row.Sample!)), null) : default;
    }

    private bool IsAdmitted(TableRow<T> row, RowTally tally)
    {
        if (row.Problem is not null) throw row.Problem;
        if (dropUnreadable && !IsReadable(row.Image!))
        {
            tally.Drop(RowReasons.Unreadable);
            return false;
        }
        tally.Keep(placeholderAdded: false);
        return true;
    }

    private static bool IsReadable(Samples.ImageReference image)
    {
        if (image is not TableImage held) return ImageFile.IsReadable(image.Id);
        try
        {
            held.Check();
            return true;
        }
        catch (DataException)
        {
            return false; // counted, and left out as declared
        }
    }
}
