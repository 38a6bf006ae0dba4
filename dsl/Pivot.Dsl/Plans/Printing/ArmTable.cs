namespace Pivot.Dsl.Plans.Printing;

/// <summary>The arms: what each changes, and how much of its work is its own.</summary>
internal static class ArmTable
{
    public static TextTable Of(Plan plan, int most)
    {
        var trials = plan.Trials.GroupBy(t => t.Arm).ToDictionary(g => g.Key, g => g.Count());
        var stages = plan.Arms.ToDictionary(a => a, _ => 0);
        var own = plan.Arms.ToDictionary(a => a, _ => 0);
        foreach (var node in plan.Nodes)
        {
            foreach (var arm in node.Arms) stages[arm]++;
            if (node.Arms.Count == 1) own[node.Arms[0]]++;
        }

        var table = new TextTable(new("arm"), new("overrides", Wraps: true), new("trials", Right: true), new("stages", Right: true), new("its own", Right: true));
        var overrides = plan.Spec.Arms.ToDictionary(a => a.Name, a => a.Overrides);
        foreach (var arm in plan.Arms.Take(most))
        {
            var changes = overrides.GetValueOrDefault(arm) is { Count: > 0 } some ? string.Join("; ", some.Select(o => $"{o.Key}: {o.Value ?? "null"}")) : "-";
            table.Add(arm, changes, Amounts.Whole(trials.GetValueOrDefault(arm)), Amounts.Whole(stages[arm]), Amounts.Whole(own[arm]));
        }

        return table;
    }
}
