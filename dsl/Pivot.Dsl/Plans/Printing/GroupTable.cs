using Pivot.Dsl.Plans.Forecasts;

namespace Pivot.Dsl.Plans.Printing;

/// <summary>The stages by name: what they read, how many different ones there are, and what one and all of them take. On a narrow page in two tables.</summary>
internal static class GroupTable
{
    private const int MostArms = 4;

    private static readonly Column[] What =
    [
        new("stage"), new("kind", Wraps: true), new("reads", Wraps: true), new("arms", Wraps: true), new("nodes", Right: true), new("stored", Right: true),
    ];

    private static readonly Column[] Takes = [new("updates", Right: true), new("one takes", Right: true), new("to run", Right: true), new("memory", Right: true)];

    public static IReadOnlyList<TextTable> Of(Plan plan, IReadOnlyList<StageGroup> groups, PlanPage page)
    {
        var rows = groups.Select(g => (What: WhatOf(plan, g), Takes: TakesOf(g, page))).ToList();
        var whole = Table([.. What, .. Takes], rows.Select(r => r.What.Concat(r.Takes)));
        if (page.Forecast is null || whole.Fits(page.Width)) return [whole];
        return [Table(What, rows.Select(r => r.What)), Table([What[0], What[3], .. Takes], rows.Select(r => r.Takes.Prepend(r.What[3]).Prepend(r.What[0])))];
    }

    private static TextTable Table(Column[] columns, IEnumerable<IEnumerable<string>> rows)
    {
        var table = new TextTable(columns);
        foreach (var row in rows) table.Add([.. row]);
        return table;
    }

    private static string[] WhatOf(Plan plan, StageGroup group)
    {
        var arms = "";
        if (group.Arms.Count < plan.Arms.Count)
        {
            arms = string.Join(", ", plan.Arms.Where(group.Arms.Contains).Take(MostArms));
            if (group.Arms.Count > MostArms) arms += $" and {group.Arms.Count - MostArms} more";
        }

        return [group.Stage, group.Kind, group.Reads, arms, Amounts.Whole(group.Nodes.Count), group.Cached == 0 ? "" : Amounts.Whole(group.Cached)];
    }

    private static string[] TakesOf(StageGroup group, PlanPage page)
    {
        if (page.Forecast is not { } forecast) return ["", "", "", ""];
        var takes = group.Forecasts(forecast);
        return
        [
            StageGroup.Range(takes, t => t.Cost.Updates is > 0 and var updates ? updates : null, u => Amounts.Whole((long)u)),
            StageGroup.Range(takes, t => t.Seconds, Amounts.Duration),
            ToRun(group, forecast, page),
            StageGroup.Range(takes, t => t.Cost.PeakMemory, Amounts.Bytes),
        ];
    }

    private static string ToRun(StageGroup group, PlanForecast forecast, PlanPage page)
    {
        if (group.Cached == group.Nodes.Count) return "-";
        double sum = 0;
        foreach (var node in group.Nodes)
        {
            if (group.Cached > 0 && page.IsCached(node.Key)) continue;
            if (forecast.Stages[node.Key].Seconds is not { } seconds) return "?";
            sum += seconds;
        }

        return Amounts.Duration(sum);
    }
}
