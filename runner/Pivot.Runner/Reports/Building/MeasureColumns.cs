using Pivot.Dsl.Plans;
using Pivot.Runner.Reports.Model;

namespace Pivot.Runner.Reports.Building;

/// <summary>Which columns there are, and what each is.</summary>
internal static class MeasureColumns
{
    /// <summary>Names of all stages over all arms: the baseline's in the file's order, then those that only other arms have.</summary>
    public static IReadOnlyList<string> Stages(Plan plan) =>
        plan.Spec.Stages.Keys.Concat(plan.Trials.SelectMany(t => t.Stages.Keys)).Distinct()
            .Where(s => plan.Trials.Any(t => t.Stages.ContainsKey(s)) && plan.Nodes.Any(n => n.Stage == s && !KindOf(n).MadeByCompiler)).ToList();

    /// <summary>The spec's <c>report.metrics</c>, or the main metric of every stage that measures (of every stage, if none does).</summary>
    public static IReadOnlyList<MeasureColumn> Compared(Plan plan)
    {
        if (plan.Spec.Report.Metrics.Count > 0)
            return plan.Spec.Report.Metrics.Select(m => m.Split('.', 2)).Where(p => p.Length == 2).Select(p => Of(plan, p[0], p[1], $"{p[0]}.{p[1]}")).ToList();
        var stages = Stages(plan);
        var measuring = stages.Where(s => Kinds(plan, s).Any(k => !k.Trains)).ToList();
        return (measuring.Count > 0 ? measuring : stages)
            .Where(s => Kinds(plan, s).Any(k => k.Metrics.Count > 0))
            .Select(s => Kinds(plan, s).First(k => k.Metrics.Count > 0).Metrics[0].Name is var m ? Of(plan, s, m, $"{s}.{m}") : null!).ToList();
    }

    /// <summary>A column under a heading.</summary>
    public static MeasureColumn Of(Plan plan, string stage, string metric, string header)
    {
        var kinds = Kinds(plan, stage).ToList();
        var name = metric.Split('.')[0];
        // Scores beside a kind's declared metrics are levels to compare with (in_mask_chance) or per-class values of a metric (iou.sky).
        var direction = kinds.SelectMany(k => k.Metrics).Concat(StageKinds.OfFormat.Values.SelectMany(m => m)).FirstOrDefault(m => m.Name == name)?.Direction ?? (name is "iou" ? 1 : 0);
        return new MeasureColumn(stage, metric, header, direction, ItemWord(kinds.FirstOrDefault()?.Name));
    }

    /// <summary>The kinds a stage has over the arms, the baseline's first.</summary>
    public static IEnumerable<StageKind> Kinds(Plan plan, string stage) =>
        plan.Trials.Select(t => t.Stages.GetValueOrDefault(stage)).OfType<string>().Distinct().Select(k => KindOf(plan[k])).Distinct();

    /// <summary>What the compiler knows of a node's kind.</summary>
    public static StageKind KindOf(PlanNode node) => StageKinds.All[node.Spec.Kind];

    private static string ItemWord(string? kind) => kind switch
    {
        "benchmark" or "gradient_map" => "questions",
        "linear_probe" or "knn_probe" or "segmentation_probe" => "images",
        _ => "items",
    };
}
