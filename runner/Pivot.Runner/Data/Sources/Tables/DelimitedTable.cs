namespace Pivot.Runner.Data.Sources.Tables;

/// <summary>Columns of a table by the names in its first row.</summary>
internal sealed class DelimitedTable
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly DelimitedRow _header;

    private DelimitedTable(DelimitedRow header)
    {
        _header = header;
        for (var i = 0; i < header.Cells.Count; i++)
            if (!_columns.TryAdd(header.Text(i).Trim(), i)) throw header.Error($"the column \"{header.Text(i).Trim()}\" stands there twice");
    }

    /// <summary>The names, in the file's order.</summary>
    public IEnumerable<string> Names => _columns.Keys;

    /// <summary>The rows below the first, each with the table, which knows the columns.</summary>
    /// <exception cref="DataException">The file is missing or empty, or a row has not as many cells as the first.</exception>
    public static IEnumerable<(DelimitedTable Table, DelimitedRow Row)> Read(string path, char delimiter)
    {
        DelimitedTable? table = null;
        foreach (var row in DelimitedFile.Read(path, delimiter))
        {
            if (table is null) table = new DelimitedTable(row);
            else yield return (table, row);
        }
        if (table is null) throw new DataException($"{path}: the file is empty; its first row must name the columns");
    }

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>The place of a column.</summary>
    /// <exception cref="DataException">There is none of that name.</exception>
    public int Column(string name) => _columns.TryGetValue(name, out var at)
        ? at
        : throw _header.Error($"there is no column \"{name}\"; the first row names {string.Join(", ", _columns.Keys)}");

    /// <summary>A row's text in a column.</summary>
    /// <exception cref="DataException">There is no such column or no such cell.</exception>
    public string Text(DelimitedRow row, string column)
    {
        var at = Column(column);
        Check(row);
        return row.Text(at);
    }

    /// <summary>Holds a row to the number of columns.</summary>
    /// <exception cref="DataException">It has more or fewer cells.</exception>
    public void Check(DelimitedRow row)
    {
        if (row.Cells.Count != _columns.Count)
            throw row.Error($"the row has {row.Cells.Count} cells, the first row names {_columns.Count}; a cell with a tab, comma or line break in it must be quoted");
    }
}
