using Pivot.Dsl.Plans;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;

namespace Pivot.Runner.Reports.Building;

/// <summary>Item by item scores behind a metric, where the metric is their mean.</summary>
internal sealed class ItemScores(Plan plan, StoredResults results)
{
    // Stored scores may have been averaged in single precision.
    private const double Tolerance = 1e-4;

    /// <summary>Item to its score averaged over the stages (seeds) with these keys, or null where the metric is no mean over stored items.</summary>
    public IReadOnlyDictionary<string, double>? Of(IReadOnlyList<string> keys, MeasureColumn column)
    {
        var sums = new Dictionary<string, double>();
        Dictionary<string, int> counts = [];
        foreach (var key in keys)
        {
            if (OfOne(key, column.Metric) is not { } scores) return null;
            foreach (var (id, score) in scores)
            {
                sums[id] = sums.GetValueOrDefault(id) + score;
                counts[id] = counts.GetValueOrDefault(id) + 1;
            }
        }
        // An item that not every seed measured would weigh one seed's chance more than the others'.
        return sums.Where(s => counts[s.Key] == keys.Count).ToDictionary(s => s.Key, s => s.Value / keys.Count);
    }

    private Dictionary<string, double>? OfOne(string key, string metric)
    {
        var parts = metric.Split('.', 2);
        var isMain = MeasureColumns.KindOf(plan[key]).Metrics.FirstOrDefault()?.Name == parts[0];
        var scores = new Dictionary<string, double>();
        foreach (var item in results.Items(key))
        {
            if (parts.Length == 2 && item.Group != parts[1]) continue;
            var score = item.Number(parts[0]) ?? (parts[0] == "pointing" ? item.Number("hit") : null) ?? (isMain ? item.Number("score") : null);
            if (score is null || !scores.TryAdd(item.Id, score.Value)) return null;
        }
        if (scores.Count == 0 || !results.Scores(key).TryGetValue(metric, out var stored)) return null;
        // A metric that is no mean over items (mean IoU over classes) is recognised by its value, so that none is bootstrapped by mistake.
        return Math.Abs(scores.Values.Average() - stored) <= Tolerance * Math.Max(1, Math.Abs(stored)) ? scores : null;
    }
}
