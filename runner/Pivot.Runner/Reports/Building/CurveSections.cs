using Pivot.Dsl.Plans;
using Pivot.Runner.Reports.Figures;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;
using SkiaSharp;

namespace Pivot.Runner.Reports.Building;

/// <summary>Builds the learning curves: a figure a training stage, a panel a metric and objective.</summary>
internal sealed class CurveSections(Plan plan, StoredResults results, IReadOnlyList<ReportRow> rows, StageReferences references)
{
    // Other numbers of the log (learning rate, throughput) say nothing about learning.
    private static readonly string[] Metrics = ["loss", "accuracy", "reward_accuracy", "margin"];

    /// <summary>A section for every training stage with curves.</summary>
    public IReadOnlyList<CurveSection> All() => MeasureColumns.Stages(plan)
        .Where(s => MeasureColumns.Kinds(plan, s).Any(k => k.Trains)).Select(Of).OfType<CurveSection>().ToList();

    private CurveSection? Of(string stage)
    {
        var groups = StageGroup.Of(rows, stage).Where(g => g.Keys.Any(k => results.Curve(k).Count > 0)).ToList();
        if (groups.Count == 0) return null;
        var byKind = groups.GroupBy(g => MeasureColumns.KindOf(plan[g.Keys[0]]).Name).ToList();
        var panels = new List<CurvePanel>();
        foreach (var kind in byKind)
            foreach (var metric in Metrics)
            {
                var curves = kind.SelectMany(g => new[] { "train", "held_out" }.Select(split => CurveOf(g, metric, split))).OfType<Curve>().ToList();
                if (curves.Count > 0) panels.Add(new CurvePanel(byKind.Count > 1 ? $"{stage}: {kind.Key}" : stage, metric.Replace('_', ' '), curves));
            }
        if (panels.Count == 0) return null;
        var legend = groups.Select(g => new LegendEntry(g.Label, ColorOf(g), IsLine: true)).ToList();
        var splits = panels.SelectMany(p => p.Curves).Select(c => c.Split).Distinct().ToList();
        if (splits.Contains("held_out")) legend.Add(new LegendEntry("thick: held out", Palette.Faint, IsLine: true));
        if (splits.Contains("train")) legend.Add(new LegendEntry("thin: train", Palette.Faint, IsLine: true, Width: 1));
        return new CurveSection(
            stage, new ReportFigure($"figures/{stage}-curves.png", $"Learning curves of {stage}", LearningCurveFigure.Draw(panels, legend)),
            groups.Count == 1 && groups[0].IsAll, panels.Any(p => p.Curves.Any(c => c.Seeds > 1)), byKind.Count > 1,
            string.Join("; ", groups.Select(g => $"{g.Label} {string.Join(' ', g.Keys.Select(references.LinkOf))}")));
    }

    private Curve? CurveOf(StageGroup group, string metric, string split)
    {
        var runs = group.Keys.Select(k => PointsOf(k, metric, split)).Where(r => r.Count > 0).ToList();
        if (runs.Count == 0) return null;
        var steps = runs[0].Keys.Where(s => runs.All(r => r.ContainsKey(s))).Order().ToArray();
        if (steps.Length == 0) return null;
        double[] At(Func<IEnumerable<double>, double> summarise) => steps.Select(s => summarise(runs.Select(r => r[s]))).ToArray();
        return new Curve(
            ColorOf(group), group.IsAll ? 0 : group.Rows[0].PointIndex, split, steps, At(v => v.Average()), At(v => v.Min()), At(v => v.Max()), runs.Count);
    }

    private Dictionary<double, double> PointsOf(string key, string metric, string split)
    {
        var points = new Dictionary<double, double>();
        foreach (var point in results.Curve(key).Where(p => p.Split == split && p.Values.ContainsKey(metric)))
            if (double.IsFinite(point.Values[metric])) points[point.Step] = point.Values[metric];
        return points;
    }

    private static SKColor ColorOf(StageGroup group) => group.IsAll ? Palette.Shared : Palette.Of(group.Rows[0]);
}
