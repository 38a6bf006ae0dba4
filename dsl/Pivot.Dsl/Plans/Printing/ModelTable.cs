using Pivot.Dsl.Graphs;

namespace Pivot.Dsl.Plans.Printing;

/// <summary>What the stages are made of: parameters by component and which of them are trained. Stages of equal models share a row.</summary>
internal static class ModelTable
{
    public static TextTable Of(IReadOnlyList<StageGroup> groups, IReadOnlyDictionary<string, Forecasts.StageForecast> stages)
    {
        var table = new TextTable(new("stage", Wraps: true), new("parameters", Right: true), new("of", Wraps: true), new("trains", Right: true), new("namely", Wraps: true));
        var rows = groups.Select(g => (g.Stage, Cells: Cells(g, stages))).Where(r => r.Cells is not null);
        foreach (var same in rows.GroupBy(r => string.Join('\n', r.Cells!)))
        {
            table.Add([string.Join(", ", same.Select(r => r.Stage).Distinct()), .. same.First().Cells!]);
        }

        return table;
    }

    private static string[]? Cells(StageGroup group, IReadOnlyDictionary<string, Forecasts.StageForecast> stages)
    {
        StageCost Cost(PlanNode node) => stages[node.Key].Cost;
        var names = group.Nodes.SelectMany(n => Cost(n).Components).Where(c => c.Parameters > 0).Select(c => c.Name).Distinct().ToList();
        if (names.Count == 0) return null;
        ComponentCost? Part(PlanNode node, string name) => Cost(node).Components.FirstOrDefault(c => c.Name == name);
        string Count(double n) => Amounts.Count((long)n);
        var parts = names.Select(name => $"{name} {group.Range(n => Part(n, name)?.Parameters, Count)}");
        var trained = names.Where(name => group.Nodes.Exists(n => Part(n, name) is { Trainable: > 0 })).ToList();
        var which = trained.Count == 0 ? "nothing" : trained.Count == names.Count ? "all" : string.Join(", ", trained);
        return
        [
            group.Range(n => Cost(n).Parameters, Count), string.Join(", ", parts),
            trained.Count == 0 ? "-" : group.Range(n => Cost(n).TrainableParameters, Count), which,
        ];
    }
}
