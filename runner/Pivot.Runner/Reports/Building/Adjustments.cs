using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;
using Pivot.Runner.Store;

namespace Pivot.Runner.Reports.Building;

/// <summary>What was done other than asked, and how the report marks it: a sign at every row that rests on it, and a sentence.</summary>
internal sealed class Adjustments(Plan plan, StoredResults results)
{
    /// <summary>The sign.</summary>
    public const string Sign = "†";

    // Only what trains is done in micro-batches.
    private readonly Dictionary<string, Adjustment> _found = plan.Nodes.Where(n => n.Spec is TrainingStageSpec)
        .Select(n => (n.Key, Adjusted: results.Adjusted(n.Key))).Where(n => n.Adjusted is not null).ToDictionary(n => n.Key, n => n.Adjusted!);

    /// <summary>How a node was done other than asked, or null.</summary>
    public Adjustment? Of(string key) => _found.GetValueOrDefault(key);

    /// <summary>The sign for a row with a stage that was done other than asked; empty for the rest.</summary>
    public string MarkOf(ReportRow row) => StagesOf(row).Any() ? Sign : "";

    /// <summary>What stands below a table with marked rows; none where there is none.</summary>
    public IEnumerable<string> Notes(IEnumerable<ReportRow> rows) => rows.Select(r => (r.Label, Stages: Numbers.Join(StagesOf(r).ToList())))
        .Where(r => r.Stages.Length > 0).GroupBy(r => r.Stages)
        .Select(g => $"{Sign} {Numbers.Join(g.Select(r => r.Label).ToList())}: {g.Key} trained in smaller micro-batches than asked for, see Training.");

    /// <summary>What is said of a training stage over its seeds; empty where it was done as asked.</summary>
    public string SentenceOf(IReadOnlyList<string> keys)
    {
        var (adjusted, seeded) = (keys.Where(_found.ContainsKey).ToList(), keys.Count > 1);
        if (adjusted.Count == 0) return "";
        var how = adjusted.GroupBy(k => _found[k]).Select(same =>
            $"{same.Key.Instead} ({same.Key.Why}{(seeded ? $"; seed {Numbers.Join(same.Select(k => plan[k].Seed?.ToString() ?? "–").ToList())}" : "")})");
        return $"done {string.Join(", ", how)}; an update is the same sum over its {((TrainingStageSpec)plan[keys[0]].Spec).BatchSize} rows, in smaller parts, and equal up to rounding";
    }

    private IEnumerable<string> StagesOf(ReportRow row) => _found.Count == 0 ? []
        : row.Trials.SelectMany(t => t.Stages).Where(s => _found.ContainsKey(s.Value)).Select(s => s.Key).Distinct();
}
