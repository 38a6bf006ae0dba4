namespace Pivot.Dsl.Plans.Printing;

/// <summary>The stages by name: what they read, how many different ones there are, and what one and all of them take.</summary>
internal static class GroupTable
{
    public static TextTable Of(Plan plan, IReadOnlyList<StageGroup> groups, PlanPage page)
    {
        var table = new TextTable(
            new("stage"), new("kind", Wraps: true), new("reads", Wraps: true), new("arms", Wraps: true), new("nodes", Right: true), new("stored", Right: true),
            new("updates", Right: true), new("one takes", Right: true), new("to run", Right: true), new("memory", Right: true));
        var stages = page.Forecast?.Stages;
        foreach (var group in groups)
        {
            var left = group.Nodes.Where(n => !page.IsCached(n.Key)).ToList();
            var arms = group.Arms.Count == plan.Arms.Count ? "" : string.Join(", ", plan.Arms.Where(group.Arms.Contains).Take(4)) + (group.Arms.Count > 4 ? $" and {group.Arms.Count - 4} more" : "");
            string[] forecast = stages is null ? ["", "", "", ""] :
            [
                group.Range(n => stages[n.Key].Cost.Updates is > 0 and var updates ? updates : null, u => Amounts.Whole((long)u)),
                group.Range(n => stages[n.Key].Seconds, Amounts.Duration),
                left.Count == 0 ? "-" : left.Exists(n => stages[n.Key].Seconds is null) ? "?" : Amounts.Duration(left.Sum(n => stages[n.Key].Seconds!.Value)),
                group.Range(n => stages[n.Key].Cost.PeakMemory, Amounts.Bytes),
            ];
            table.Add([group.Stage, group.Kind, group.Reads, arms, Amounts.Whole(group.Nodes.Count), group.Cached == 0 ? "-" : Amounts.Whole(group.Cached), .. forecast]);
        }

        return table;
    }
}
