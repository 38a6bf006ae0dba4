namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>A row of a Parquet file and what stands in the columns that were asked for. Reading a value that is missing or of another type says so.</summary>
/// <param name="File">The file.</param>
/// <param name="Number">The row's number, from 0.</param>
/// <param name="Cells">Values by the columns' paths: a text, a <see cref="long"/>, null, or a list of these.</param>
internal sealed record ParquetRow(string File, long Number, IReadOnlyDictionary<string, object?> Cells)
{
    public string Origin => $"{File}: row {Number}";

    public DataException Error(string what) => new($"{Origin}: {what}");

    /// <summary>A text, or a whole number as it is written.</summary>
    public string Text(string path) => OptionalText(path) ?? throw Error($"there is nothing in the column {path}");

    public string? OptionalText(string path) => Cells[path] switch
    {
        null => null,
        string text => text,
        long number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => throw Error($"the column {path} holds a list; a text is expected"),
    };

    public IReadOnlyList<object?> List(string path) =>
        Cells[path] as IReadOnlyList<object?> ?? throw Error($"there is no list in the column {path}");
}
