using System.Text;

namespace Pivot.Dsl.Plans;

/// <summary>A plan as a Mermaid flowchart: one box a node, one arrow a parent, labelled with its role unless it is the model.</summary>
public static class PlanMermaid
{
    /// <summary>The plan as Mermaid text, finished stages drawn as such.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isCached">Whether the store holds the finished stage of a key.</param>
    public static string Render(Plan plan, Func<string, bool> isCached)
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (var node in plan.Nodes)
        {
            var seed = node.Seed is { } own ? $"<br/>seed {own}" : "";
            var arms = node.Arms.Count == plan.Arms.Count ? "" : $"<br/>{string.Join(", ", node.Arms)}";
            text.Append($"  n{node.Key[..12]}[\"{node.Stage}<br/>{node.Spec.Kind}{seed}{arms}\"]{(isCached(node.Key) ? ":::done" : "")}\n");
        }

        foreach (var node in plan.Nodes)
        {
            foreach (var (role, parent) in node.Parents)
            {
                var label = role == ParentRoles.From ? "" : $"|{role}|";
                text.Append($"  n{parent[..12]} -->{label} n{node.Key[..12]}\n");
            }
        }

        return text.Append("  classDef done stroke-dasharray: 4 3\n").ToString();
    }
}
