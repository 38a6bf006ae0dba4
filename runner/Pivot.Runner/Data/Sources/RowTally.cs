namespace Pivot.Runner.Data.Sources;

/// <summary>Counts rows while they are read.</summary>
internal sealed class RowTally
{
    private readonly SortedDictionary<string, int> _dropped = new(StringComparer.Ordinal);
    private int _added;
    private int _kept;

    /// <summary>Counts a row that is kept.</summary>
    /// <param name="placeholderAdded">Whether its placeholder was taken as standing first.</param>
    public void Keep(bool placeholderAdded)
    {
        _kept++;
        if (placeholderAdded) _added++;
    }

    /// <summary>Counts a row that is left out.</summary>
    public void Drop(string reason) => _dropped[reason] = _dropped.GetValueOrDefault(reason) + 1;

    /// <summary>What was counted.</summary>
    public RowReport Report() => new(_kept + _dropped.Values.Sum(), _kept)
    {
        PlaceholdersAdded = _added, Dropped = new SortedDictionary<string, int>(_dropped, StringComparer.Ordinal),
    };
}
