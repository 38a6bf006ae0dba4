using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans.Forecasts;

namespace Pivot.Dsl.Plans.Printing;

/// <summary>What the stages are made of: parameters by component and which of them are trained. Stages of equal models share a row.</summary>
internal static class ModelTable
{
    public static TextTable Of(IReadOnlyList<StageGroup> groups, PlanForecast forecast)
    {
        var table = new TextTable(new("stage", Wraps: true), new("parameters", Right: true), new("of", Wraps: true), new("trains", Right: true), new("namely", Wraps: true));
        var rows = groups.Select(g => (g.Stage, Cells: Cells([.. g.Forecasts(forecast).Select(f => f.Cost)]))).Where(r => r.Cells is not null);
        foreach (var same in rows.GroupBy(r => string.Join('\n', r.Cells!)))
        {
            table.Add([string.Join(", ", same.Select(r => r.Stage).Distinct()), .. same.First().Cells!]);
        }

        return table;
    }

    private static string[]? Cells(IReadOnlyList<StageCost> costs)
    {
        var names = costs.SelectMany(c => c.Components).Where(c => c.Parameters > 0).Select(c => c.Name).Distinct().ToList();
        if (names.Count == 0) return null;
        ComponentCost? Part(StageCost cost, string name) => cost.Components.FirstOrDefault(c => c.Name == name);
        string Range(Func<StageCost, long?> number) => StageGroup.Range(costs, c => number(c), n => Amounts.Count((long)n));
        var parts = names.Select(name => $"{name} {Range(c => Part(c, name)?.Parameters)}");
        var trained = names.Where(name => costs.Any(c => Part(c, name) is { Trainable: > 0 })).ToList();
        var which = trained.Count == 0 ? "nothing" : trained.Count == names.Count ? "all" : string.Join(", ", trained);
        return [Range(c => c.Parameters), string.Join(", ", parts), trained.Count == 0 ? "-" : Range(c => c.TrainableParameters), which];
    }
}
