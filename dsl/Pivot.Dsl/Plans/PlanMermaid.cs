using System.Text;
using Pivot.Dsl.Plans.Printing;

namespace Pivot.Dsl.Plans;

/// <summary>
/// A plan as a Mermaid flowchart: one box a node, one arrow a parent, labelled with its role unless it is the model. Beyond
/// <see cref="MostNodes"/> nodes no viewer draws anything a person can read: then a box stands for all nodes of a stage.
/// </summary>
public static class PlanMermaid
{
    /// <summary>Nodes that are drawn one by one.</summary>
    public const int MostNodes = 200;

    /// <summary>The plan as Mermaid text, finished stages drawn as such.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="page">What is shown besides it; only what the store holds matters here.</param>
    public static string Render(Plan plan, PlanPage page)
    {
        var text = new StringBuilder("flowchart LR\n");
        if (plan.Nodes.Count > MostNodes && !page.Everything) AppendGroups(text, plan, page);
        else AppendNodes(text, plan, page);
        return text.Append("  classDef done stroke-dasharray: 4 3\n").ToString();
    }

    private static void AppendNodes(StringBuilder text, Plan plan, PlanPage page)
    {
        foreach (var node in plan.Nodes)
        {
            var seed = node.Seed is { } own ? $"<br/>seed {own}" : "";
            var arms = node.Arms.Count == plan.Arms.Count ? "" : $"<br/>{string.Join(", ", node.Arms)}";
            text.Append($"  n{node.Key[..12]}[\"{node.Stage}<br/>{node.Spec.Kind}{seed}{arms}\"]{(page.IsCached(node.Key) ? ":::done" : "")}\n");
        }

        foreach (var node in plan.Nodes)
        {
            foreach (var (role, parent) in node.Parents) text.Append($"  n{parent[..12]} -->{Label(role)} n{node.Key[..12]}\n");
        }
    }

    private static void AppendGroups(StringBuilder text, Plan plan, PlanPage page)
    {
        var places = new Dictionary<(string, string), int>();
        var groups = StageGroup.Of(plan, page.IsCached).GroupBy(g => (g.Stage, g.Kind)).ToList();
        foreach (var group in groups)
        {
            places.Add(group.Key, places.Count);
            int nodes = group.Sum(g => g.Nodes.Count), cached = group.Sum(g => g.Cached);
            var stored = cached > 0 && cached < nodes ? $", {Amounts.Whole(cached)} stored" : "";
            text.Append($"  s{places[group.Key]}[\"{group.Key.Stage}<br/>{group.Key.Kind}<br/>{Amounts.Of(nodes, "node")}{stored}\"]{(cached == nodes ? ":::done" : "")}\n");
        }

        var drawn = new HashSet<string>();
        foreach (var node in groups.SelectMany(g => g).SelectMany(g => g.Nodes))
        {
            foreach (var (role, key) in node.Parents)
            {
                var parent = plan[key];
                var arrow = $"  s{places[(parent.Stage, parent.Spec.Kind)]} -->{Label(role)} s{places[(node.Stage, node.Spec.Kind)]}\n";
                if (drawn.Add(arrow)) text.Append(arrow);
            }
        }
    }

    private static string Label(string role) => role == ParentRoles.From ? "" : $"|{role}|";
}
