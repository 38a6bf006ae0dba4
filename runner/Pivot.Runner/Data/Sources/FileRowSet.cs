namespace Pivot.Runner.Data.Sources;

/// <summary>The rows of one file from its start.</summary>
internal sealed class FileRowSet(string path, int? limit) : RowSet
{
    /// <inheritdoc/>
    public override IEnumerable<(RowPlace Place, DataException? Problem)> Rows(RowTally tally) => Places(Open(path)).Take(limit ?? int.MaxValue);
}
