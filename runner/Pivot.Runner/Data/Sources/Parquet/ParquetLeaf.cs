namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>A column of single values: what a struct or a list comes to.</summary>
/// <param name="Path">Names from the top, joined by dots: <c>image.bytes</c>, <c>conversations.list.element.from</c>.</param>
/// <param name="Type">How its values are stored.</param>
/// <param name="MaxDefinition">How many of the names may be absent in a row.</param>
/// <param name="MaxRepetition">How many of the names are repeated.</param>
/// <param name="IsText">Whether its bytes are declared to be UTF-8.</param>
internal sealed record ParquetLeaf(string Path, ParquetType Type, int MaxDefinition, int MaxRepetition, bool IsText)
{
    /// <summary>Of a column of lists, how much of the path is there where an item is: below it the list is empty or absent.</summary>
    public int ItemDefinition { get; init; }

    /// <summary>The first name.</summary>
    public string Column => Path.Split('.')[0];

    /// <summary>The last name.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];
}
