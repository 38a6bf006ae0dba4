namespace Pivot.Runner.Data.Sources;

/// <summary>Which rows of which files a view reads, in which order, before it is asked what is done with each.</summary>
internal abstract class RowSet
{
    private readonly List<RowFile> _files = [];
    private readonly List<string> _read = [];

    /// <summary>The files that rows stand in, by <see cref="RowFile.Number"/>; complete when the rows have been gone through.</summary>
    public IReadOnlyList<RowFile> Files => _files;

    /// <summary>All files that were read, lists of files included; complete when the rows have been gone through.</summary>
    public IReadOnlyList<string> Read => _read;

    /// <summary>Most rows that are taken, or null.</summary>
    public virtual int? Most => null;

    /// <summary>The rows, or what is wrong where there is none. Gone through once.</summary>
    /// <param name="tally">Counts what the set leaves out by itself.</param>
    public abstract IEnumerable<(RowPlace Place, DataException? Problem)> Rows(RowTally tally);

    /// <summary>What is wrong with the number of rows that were taken, or null.</summary>
    public virtual string? WrongCount(RowReport report) => NoRows(report);

    /// <summary>That there are no rows, or null.</summary>
    public static string? NoRows(RowReport report) => report.Read == 0 ? "the file holds no rows" : report.Kept == 0 ? $"no row is left: {report.Describe()}" : null;

    /// <summary>Notes a file that is read.</summary>
    protected void Note(string path) => _read.Add(path);

    /// <summary>Opens a file of rows.</summary>
    /// <exception cref="DataException">It is missing or may not be read.</exception>
    protected RowFile Open(string path)
    {
        if (_files.Count == RowPlace.MostFiles) throw new DataException($"{path}: more than {RowPlace.MostFiles} files of rows");
        var file = new RowFile(path, _files.Count);
        _files.Add(file);
        Note(path);
        return file;
    }

    /// <summary>The places of a file's rows, and at its end what is wrong with it, or null.</summary>
    protected static IEnumerable<(RowPlace Place, DataException? Problem)> Places(RowFile file)
    {
        var scanner = new RowScanner(file);
        while (Next(scanner) is { } found) yield return found;
    }

    private static (RowPlace, DataException?)? Next(RowScanner scanner)
    {
        try
        {
            return scanner.Next(out var place) ? (place, null) : null;
        }
        catch (DataException problem)
        {
            return (default, problem);
        }
    }
}
