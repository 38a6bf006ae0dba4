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
        if (page.Forecast?.Stages is not { } stages) return ["", "", "", ""];
        var left = group.Nodes.Where(n => !page.IsCached(n.Key)).ToList();
        return
        [
            group.Range(n => stages[n.Key].Cost.Updates is > 0 and var updates ? updates : null, u => Amounts.Whole((long)u)),
            group.Range(n => stages[n.Key].Seconds, Amounts.Duration),
            left.Count == 0 ? "-" : left.Exists(n => stages[n.Key].Seconds is null) ? "?" : Amounts.Duration(left.Sum(n => stages[n.Key].Seconds!.Value)),
            group.Range(n => stages[n.Key].Cost.PeakMemory, Amounts.Bytes),
        ];
    }
}
