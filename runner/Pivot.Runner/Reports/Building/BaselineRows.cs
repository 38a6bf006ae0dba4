using Pivot.Runner.Reports.Model;

namespace Pivot.Runner.Reports.Building;

/// <summary>
/// The baseline arm's rows, found by sweep point. An axis that does nothing in an arm is not in that arm's points, so a point of another arm may have
/// more or fewer values than the baseline's that it is to be compared with.
/// </summary>
internal sealed class BaselineRows
{
    private readonly List<ReportRow> _rows = [];
    private readonly Dictionary<string, ReportRow> _byPoint = [];

    /// <summary>Adds a row of the baseline arm.</summary>
    public void Add(ReportRow row)
    {
        _rows.Add(row);
        _byPoint.TryAdd(Text(PointOf(row)), row);
    }

    /// <summary>
    /// The row at the same point, or else the one that shares most values with it and differs in none; the first of several. Null where every row
    /// of the baseline has another value of some axis.
    /// </summary>
    public ReportRow? For(IReadOnlyDictionary<string, string> point)
    {
        if (_byPoint.TryGetValue(Text(point), out var same)) return same;
        return _rows.Where(r => PointOf(r).All(v => !point.TryGetValue(v.Key, out var value) || value == v.Value))
            .MaxBy(r => PointOf(r).Keys.Count(point.ContainsKey));
    }

    private static IReadOnlyDictionary<string, string> PointOf(ReportRow row) => row.Trials[0].Point;

    private static string Text(IReadOnlyDictionary<string, string> point) =>
        string.Join('\n', point.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"));
}
