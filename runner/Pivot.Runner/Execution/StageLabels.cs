using Pivot.Dsl.Plans;

namespace Pivot.Runner.Execution;

/// <summary>Names nodes so that a person can tell them apart: the stage, and its arms, sweep point and seed where they say something.</summary>
internal sealed class StageLabels
{
    private readonly Dictionary<string, string> _labels = [];

    public StageLabels(Plan plan)
    {
        var points = plan.Trials.SelectMany(t => t.Stages.Values.Select(key => (key, point: Point(t)))).Where(p => p.point.Length > 0)
            .GroupBy(p => p.key).ToDictionary(g => g.Key, g => g.Select(p => p.point).Distinct().ToArray());
        var manySeeds = plan.Trials.Select(t => t.Seed).Distinct().Count() > 1;
        foreach (var node in plan.Nodes)
        {
            var label = node.Stage;
            if (node.Arms.Count < plan.Arms.Count) label += $" · {string.Join("+", node.Arms)}";
            if (points.GetValueOrDefault(node.Key) is [var only]) label += $" · {only}";
            if (manySeeds && node.Seeds.Count == 1) label += $" · seed {node.Seeds[0]}";
            _labels[node.Key] = label;
        }
    }

    /// <summary>The label of a node.</summary>
    public string Of(PlanNode node) => _labels[node.Key];

    // The last word of a path is what a reader knows it by.
    private static string Point(Trial trial) => string.Join(" ", trial.Point.Select(p => $"{p.Key[(p.Key.LastIndexOf('.') + 1)..]}={p.Value}"));
}
