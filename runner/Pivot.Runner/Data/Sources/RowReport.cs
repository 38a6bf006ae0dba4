using System.Globalization;
using System.Text.Json.Nodes;

namespace Pivot.Runner.Data.Sources;

/// <summary>What became of the rows of a view: how many were read, mended, left out and why.</summary>
/// <param name="Read">Rows read, those left out included.</param>
/// <param name="Kept">Rows that a stage gets.</param>
public sealed record RowReport(int Read, int Kept)
{
    /// <summary>Rows with an image but without its placeholder, kept as if it stood first.</summary>
    public int PlaceholdersAdded { get; init; }

    /// <summary>Rows whose last answers were cut so that they fit.</summary>
    public int Cut { get; init; }

    /// <summary>Rows left out, by reason (<see cref="RowReasons"/>, or one of a format's own), in ordinal order of the reasons.</summary>
    public IReadOnlyDictionary<string, int> Dropped { get; init; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Whether every row was taken as it is. A set in which no row has a placeholder is of a form without one: nothing was mended in it.</summary>
    public bool IsPlain => (PlaceholdersAdded == 0 || PlaceholdersAdded == Read) && Cut == 0 && Dropped.Count == 0;

    /// <summary>All of it in a sentence: <c>of 1,000 rows 990 are read: 4 cut, 12 without &lt;image&gt; taken as having it first; left out: 10 text_only</c>.</summary>
    public string Describe()
    {
        var changed = new List<string>();
        if (PlaceholdersAdded > 0) changed.Add($"{Count(PlaceholdersAdded)} without <image>, taken as standing first");
        if (Cut > 0) changed.Add($"{Count(Cut)} cut to fit");
        if (Dropped.Count > 0) changed.Add($"left out: {string.Join(", ", Dropped.Select(d => $"{Count(d.Value)} {d.Key}"))}");
        return $"of {Count(Read)} rows {Count(Kept)} are taken{(changed.Count == 0 ? "" : $" ({string.Join("; ", changed)})")}";
    }

    /// <summary>All of it as JSON: <c>{"read", "kept", "placeholders_added", "cut", "dropped": {"too_long": 3}, "summary"}</c>.</summary>
    public JsonObject ToJson()
    {
        var dropped = new JsonObject();
        foreach (var (reason, count) in Dropped) dropped[reason] = count;
        return new JsonObject { ["read"] = Read, ["kept"] = Kept, ["placeholders_added"] = PlaceholdersAdded, ["cut"] = Cut, ["dropped"] = dropped, ["summary"] = Describe() };
    }

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
