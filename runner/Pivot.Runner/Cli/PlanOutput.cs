using System.Text;
using System.Text.Json;
using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary>A plan as a text, a JSON object or a Mermaid graph.</summary>
internal static class PlanOutput
{
    /// <summary>For a person: numbers, then a row a node in plan order.</summary>
    public static string Text(Plan plan, IReadOnlySet<string> cached)
    {
        var points = plan.Trials.Select(t => string.Join(", ", t.Point.Select(p => $"{p.Key}={p.Value}"))).Distinct().ToArray();
        var seeds = plan.Trials.Select(t => t.Seed).Distinct().ToArray();
        var text = new StringBuilder();
        text.Append($"plan {plan.Name} {plan.Hash}\n");
        text.Append($"arms    {string.Join(", ", plan.Arms)}\n");
        if (points.Length > 1) text.Append($"points  {string.Join(" | ", points)}\n");
        text.Append($"seeds   {string.Join(", ", seeds)}\n");
        text.Append($"{Words.Count(plan.Trials.Count, "trial")}, {Words.Count(plan.StagesRequested, "stage")} asked for, "
            + $"{plan.Nodes.Count} after sharing, {cached.Count} in the store\n\n");

        string[][] rows =
        [
            ["KEY", "STAGE", "KIND", "SEED", "ARMS", "READS", "IN STORE"],
            .. plan.Nodes.Select(n => new[]
            {
                n.Key[..8], n.Stage, n.Spec.Kind, n.Seed?.ToString() ?? "-", n.Arms.Count == plan.Arms.Count ? "all" : string.Join("+", n.Arms),
                n.Parents.Count == 0 ? "-" : string.Join(", ", n.Parents.Select(p => $"{p.Key}:{p.Value[..8]}")), cached.Contains(n.Key) ? "yes" : "no",
            }),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        foreach (var row in rows) text.Append(string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd()).Append('\n');
        return text.ToString();
    }

    /// <summary>For a program.</summary>
    public static string Json(Plan plan, IReadOnlySet<string> cached) => JsonSerializer.Serialize(
        new
        {
            plan.Name,
            plan.Hash,
            Trials = plan.Trials.Count,
            plan.StagesRequested,
            StagesDistinct = plan.Nodes.Count,
            StagesCached = cached.Count,
            plan.Arms,
            Nodes = plan.Nodes.Select(n => new
            {
                n.Key, n.Stage, n.Spec.Kind, n.Parents, n.Arms, n.Seeds, Cached = cached.Contains(n.Key),
            }),
        },
        StoreJson.Records) + "\n";

    /// <summary>For a page that draws Mermaid: finished stages have a thick border.</summary>
    public static string Mermaid(Plan plan, IReadOnlySet<string> cached)
    {
        var text = new StringBuilder("flowchart TD\n");
        var names = plan.Nodes.Select((node, i) => (node.Key, Name: $"n{i}")).ToDictionary(n => n.Key, n => n.Name);
        foreach (var node in plan.Nodes)
        {
            var arms = node.Arms.Count == plan.Arms.Count ? "" : $"<br/>{string.Join(" + ", node.Arms)}";
            var seed = node.Seed is { } s ? $"<br/>seed {s}" : "";
            text.Append($"  {names[node.Key]}[\"{node.Stage}<br/>{node.Spec.Kind}{arms}{seed}\"]\n");
        }
        foreach (var node in plan.Nodes)
            foreach (var (role, parent) in node.Parents) text.Append($"  {names[parent]} -->|{role}| {names[node.Key]}\n");
        text.Append("  classDef done stroke-width:3px\n");
        var done = plan.Nodes.Where(n => cached.Contains(n.Key)).Select(n => names[n.Key]).ToArray();
        if (done.Length > 0) text.Append($"  class {string.Join(',', done)} done\n");
        return text.ToString();
    }
}
