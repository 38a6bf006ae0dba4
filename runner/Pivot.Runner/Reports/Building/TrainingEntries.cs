using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Evaluation.Statistics;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;

namespace Pivot.Runner.Reports.Building;

/// <summary>Builds the training summary.</summary>
internal sealed class TrainingEntries(Plan plan, StoredResults results, IReadOnlyList<ReportRow> rows, StageReferences references, Adjustments adjustments)
{
    /// <summary>A line for every training stage and set of arms that share it.</summary>
    public IReadOnlyList<TrainingEntry> All() => MeasureColumns.Stages(plan).SelectMany(s => StageGroup.Of(rows, s))
        .Where(g => plan[g.Keys[0]].Spec is TrainingStageSpec).Select(Of).ToList();

    private TrainingEntry Of(StageGroup group)
    {
        var node = plan[group.Keys[0]];
        var spec = (TrainingStageSpec)node.Spec;
        var done = group.Keys.Where(k => results.FolderOf(k) is not null).ToList();
        var steps = done.Select(k => spec.Steps ?? results.Curve(k).Select(p => p.Step).DefaultIfEmpty().Max()).Where(s => s > 0).ToList();
        var seconds = done.Select(k => results.RecordOf(k)?.Seconds ?? 0).Where(s => s > 0).ToList();
        var rates = done.Zip(done.Select(k => results.RecordOf(k)?.Seconds ?? 0))
            .Select(p => results.Curve(p.First).Where(c => c.Values.ContainsKey("samples_per_second")).Select(c => (double?)c.Values["samples_per_second"]).LastOrDefault()
                ?? (p.Second > 0 && steps.Count > 0 ? steps[0] * spec.BatchSize / p.Second : null)).OfType<double>().ToList();
        return new TrainingEntry(
            node.Stage, node.Spec.Kind, group.Label, spec.Train.Count == 0 ? "everything" : string.Join(", ", spec.Train.Select(t => t.Replace('_', ' '))),
            done.Count, steps.Count == 0 ? "–" : $"{Numbers.Count(steps[0])} × {spec.BatchSize}",
            LastLoss(done, "train"), LastLoss(done, "held_out"), seconds.Count == 0 ? "–" : Numbers.Duration(seconds.Average()),
            rates.Count == 0 ? "–" : Numbers.Count(rates.Average()), string.Join(' ', group.Keys.Select(references.LinkOf)))
        {
            Rows = done.Select(results.Rows).FirstOrDefault(r => r.Length > 0) ?? "", // the same data, whatever the seed
            Adjusted = adjustments.SentenceOf(group.Keys),
            Mark = group.Keys.Any(k => adjustments.Of(k) is not null) ? Adjustments.Sign : "",
        };
    }

    private string LastLoss(IReadOnlyList<string> keys, string split)
    {
        var losses = keys.Select(k => results.Curve(k).LastOrDefault(p => p.Split == split && p.Values.ContainsKey("loss"))?.Values["loss"]).OfType<double>().ToList();
        if (losses.Count == 0) return "–";
        var summary = Summary.Of(losses);
        return summary.StandardDeviation is { } deviation ? $"{Numbers.Plain(summary.Mean)} ± {Numbers.Plain(deviation)}" : Numbers.Plain(summary.Mean);
    }
}
