using System.Text;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Printing;

namespace Pivot.Dsl.Graphs.Rendering;

/// <summary>A stage's graph as a Mermaid flowchart: a box a module with its parameters, blocks that are alike drawn once, trained ones in bold lines.</summary>
public static class GraphMermaid
{
    /// <summary>The graph as Mermaid text; of a stage without a model the stage's box alone.</summary>
    /// <param name="node">The stage's node.</param>
    /// <param name="plan">Its plan.</param>
    public static string Render(PlanNode node, Plan plan)
    {
        var text = new StringBuilder("flowchart TD\n");
        text.Append($"  m0[\"{node.Stage}<br/>{node.Spec.Kind}\"]\n");
        int number = 0;
        if (StageModules.Of(node, plan) is { } root) Append(text, root, root.Name.Length > 0 ? root.Name : root.Type, 0, ref number);
        return text.Append("  classDef trained stroke-width: 3px\n").ToString();
    }

    private static void Append(StringBuilder text, ModuleNode node, string label, int parent, ref int number)
    {
        int own = ++number;
        var parameters = node.ParameterCount == 0 ? "" : $"<br/>{Amounts.Count(node.ParameterCount)}";
        var type = label == node.Type ? "" : $"<br/>{node.Type}";
        text.Append($"  m{own}[\"{label}{type}<br/>{node.Output}{parameters}\"]{(node.TrainedCount > 0 ? ":::trained" : "")}\n  m{parent} --> m{own}\n");
        foreach (var (child, name) in EqualSiblings.Of(node.Children)) Append(text, child, name, own, ref number);
    }
}
