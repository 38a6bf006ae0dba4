namespace Pivot.Runner.Data.Sources;

/// <summary>The rows of a file of questions, or of the <c>.json</c> and <c>.jsonl</c> files of a folder in ordinal order of their names.</summary>
internal sealed class PopeRowSet(string path, int? limit) : RowSet
{
    /// <inheritdoc/>
    public override IEnumerable<(RowPlace Place, DataException? Problem)> Rows(RowTally tally) => Paths().SelectMany(file => Places(Open(file))).Take(limit ?? int.MaxValue);

    private IReadOnlyList<string> Paths()
    {
        if (!Directory.Exists(path)) return [path];
        string[] files = [.. Directory.EnumerateFiles(path).Where(f => Path.GetExtension(f) is ".json" or ".jsonl").Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new DataException($"{path}: the folder holds no .json or .jsonl file");
    }
}
