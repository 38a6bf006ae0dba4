namespace Pivot.Dsl.Specs;

/// <summary>Rows of one or more files that name images or hold them.</summary>
/// <param name="File">Absolute path of the file of rows, or of the one that lists such files.</param>
/// <param name="Images">Absolute path of the folder the rows' image paths start from.</param>
public abstract record RowsView(string File, string Images) : DataView
{
    /// <summary>What is done with rows that are not as they should be.</summary>
    public RowPolicy Policy { get; init; } = RowPolicy.Default;
}
