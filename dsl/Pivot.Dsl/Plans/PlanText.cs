using System.Globalization;
using System.Text;

namespace Pivot.Dsl.Plans;

/// <summary>A plan for the terminal: what is asked for, what is shared, what is done already.</summary>
public static class PlanText
{
    private const int KeyLength = 8;

    /// <summary>The plan as plain text.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isCached">Whether the store holds the finished stage of a key.</param>
    public static string Render(Plan plan, Func<string, bool> isCached)
    {
        var text = new StringBuilder();
        int cached = plan.Nodes.Count(n => isCached(n.Key));
        text.Append($"{plan.Name}  {plan.Hash}\n");
        if (plan.Spec.Question is { } question) text.Append(question.Trim()).Append('\n');
        text.Append($"\n{Count(plan.Trials.Count, "trial")}; {plan.StagesRequested} stages before sharing, {plan.Nodes.Count} after, {cached} in the store\n\n");
        AppendTable(text, ["arm", "overrides", "trials", "stages", "only here"], plan.Arms.Select(arm => ArmRow(plan, arm)));
        text.Append('\n');
        var names = plan.Nodes.ToDictionary(n => n.Key, n => n.Stage);
        AppendTable(text, ["key", "stage", "kind", "reads", "arms", "seeds", "stored"], plan.Nodes.Select(node => NodeRow(plan, node, names, isCached(node.Key))));
        return text.ToString();
    }

    private static string[] ArmRow(Plan plan, string arm)
    {
        var overrides = plan.Spec.Arms.FirstOrDefault(a => a.Name == arm)?.Overrides;
        var summary = overrides is null or { Count: 0 } ? "-" : string.Join("; ", overrides.Select(o => $"{o.Key}: {o.Value ?? "null"}"));
        var nodes = plan.Nodes.Where(n => n.Arms.Contains(arm)).ToList();
        return [arm, summary, Number(plan.Trials.Count(t => t.Arm == arm)), Number(nodes.Count), Number(nodes.Count(n => n.Arms.Count == 1))];
    }

    private static string[] NodeRow(Plan plan, PlanNode node, Dictionary<string, string> names, bool cached)
    {
        var parents = node.Parents.Count == 0 ? "-" : string.Join(", ", node.Parents.Select(p => $"{p.Key} {names[p.Value]} {p.Value[..KeyLength]}"));
        var arms = node.Arms.Count == plan.Arms.Count && node.Arms.Count > 1 ? "all" : string.Join(",", node.Arms);
        var seed = node.Seed is { } own ? Number(own) : "-";
        return [node.Key[..KeyLength], node.Stage, node.Spec.Kind, parents, arms, seed, cached ? "yes" : "no"];
    }

    private static void AppendTable(StringBuilder text, string[] header, IEnumerable<string[]> rows)
    {
        var all = rows.Prepend(header).ToList();
        var widths = header.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        foreach (var row in all)
        {
            var line = string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])));
            text.Append(line.TrimEnd()).Append('\n');
        }
    }

    private static string Count(int n, string noun) => n == 1 ? $"1 {noun}" : $"{Number(n)} {noun}s";

    private static string Number(long n) => n.ToString(CultureInfo.InvariantCulture);
}
