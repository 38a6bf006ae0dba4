namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>Columns of a Parquet file by name, and its rows, a page of each column in memory at a time.</summary>
internal sealed class ParquetTable
{
    private ParquetTable(ParquetFooter footer) => Footer = footer;

    public ParquetFooter Footer { get; }

    public string File => Footer.File;

    /// <summary>Reads what a file says of itself.</summary>
    /// <exception cref="DataException">It is missing, damaged, or says that it has more rows than it can have.</exception>
    public static ParquetTable Open(string path)
    {
        var footer = ParquetFooter.Read(path);
        if (footer.Rows > Math.Max(1000, new FileInfo(path).Length))
            throw new DataException($"{path}: the file says that it has {footer.Rows:#,0} rows, more than it has bytes; fetch it again");
        return new ParquetTable(footer);
    }

    /// <summary>The files of a path: itself, or those of a folder that a pattern with <c>*</c> holds for, folders below included, in ordinal order.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public static IReadOnlyList<string> Files(string path, string pattern)
    {
        if (System.IO.File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new DataException($"{path}: no such file or folder");
        string[] files = [.. Directory.EnumerateFiles(path, "*.parquet", SearchOption.AllDirectories).Where(f => Matches(Path.GetRelativePath(path, f).Replace('\\', '/'), pattern)).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new DataException($"{path}: the folder holds no file that is called {pattern}");
    }

    /// <summary>The column of single values under a name or path, a struct's by <paramref name="inside"/>; null where there is none.</summary>
    public ParquetLeaf? Find(string name, string? inside = null) =>
        Footer.Leaves.FirstOrDefault(l => inside is null ? l.Path == name : l.Path == $"{name}.{inside}");

    /// <summary>The column of a struct in a list under a name.</summary>
    public ParquetLeaf? FindInList(string name, string inside) => Footer.Leaves.FirstOrDefault(l => l.Path.StartsWith(name + ".", StringComparison.Ordinal) && l.Name == inside && l.MaxRepetition == 1);

    /// <summary>The column of texts or numbers under a name.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public ParquetLeaf Column(string name, string key) => Find(name) ?? throw Missing(name, key);

    public DataException Missing(string name, string key) =>
        new($"{File}: there is no column \"{name}\", which is what '{key}' names; found {string.Join(", ", Footer.Leaves.Select(l => l.Path))}");

    /// <summary>The rows.</summary>
    /// <exception cref="DataException">The file is damaged.</exception>
    public IEnumerable<ParquetRow> Rows(IReadOnlyList<ParquetLeaf> leaves)
    {
        foreach (var group in Footer.Groups)
        {
            var cells = leaves.Select(leaf => ParquetCells.Of(File, group.Chunks.TryGetValue(leaf.Path, out var chunk) ? chunk : throw ParquetPage.Damaged(File)).GetEnumerator()).ToList();
            try
            {
                for (long i = 0; i < group.Rows; i++)
                {
                    var row = new Dictionary<string, object?>(leaves.Count, StringComparer.Ordinal);
                    for (var c = 0; c < leaves.Count; c++) row[leaves[c].Path] = cells[c].MoveNext() ? cells[c].Current : throw ParquetPage.Damaged(File);
                    yield return new ParquetRow(File, group.FirstRow + i, row);
                }
            }
            finally
            {
                foreach (var cell in cells) cell.Dispose();
            }
        }
    }

    private static bool Matches(string name, string pattern)
    {
        var at = pattern.Contains('/') ? name : Path.GetFileName(name);
        return System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, at, ignoreCase: false);
    }
}
