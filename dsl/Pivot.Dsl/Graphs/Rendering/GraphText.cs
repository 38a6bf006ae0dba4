using System.Text;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Graphs.Rendering;

/// <summary>A stage's graph for the terminal: the modules, what each component sums to, and what the stage takes.</summary>
public static class GraphText
{
    /// <summary>The graph as plain text; the same spec gives the same text.</summary>
    /// <param name="node">The stage's node.</param>
    /// <param name="plan">Its plan.</param>
    public static string Render(PlanNode node, Plan plan)
    {
        var text = new StringBuilder();
        var cost = StageCosts.Of(node, plan);
        text.Append($"{node.Stage}  {node.Spec.Kind}  {node.Key}\n");
        if (StageModules.Of(node, plan) is { } root)
        {
            text.Append('\n');
            var rows = new List<string[]> { new[] { "module", "type", "in -> out", "parameters", "trained", "forward", "tensors" } };
            AddRows(rows, root, "", root.Name.Length > 0 ? root.Name : "(model)");
            TextTable.Append(text, rows, [3, 5]);
            text.Append("\nB: samples at once; T: tokens of a row's text; forward: operations of one sample, - where nothing is run\n\n");
            TextTable.Append(text, ComponentRows(cost, root), [1, 2, 3]);
        }

        text.Append('\n');
        TextTable.Append(text, CostLines.Of(node, plan, cost).Select(line => new[] { line.Name, line.Value }).ToList(), []);
        return text.ToString();
    }

    private static void AddRows(List<string[]> rows, ModuleNode node, string indent, string name)
    {
        var tensors = string.Join(", ", node.Parameters.Select(p => $"{p.Name} [{string.Join(", ", p.Shape)}]{(p.Tied ? " (tied)" : "")}"));
        var types = node.Parameters.Select(p => p.Type).Distinct().ToList();
        rows.Add(
        [
            indent + name, node.Type, $"{node.Input} -> {node.Output}", node.ParameterCount == 0 ? "-" : Amounts.Parameters(node.ParameterCount), Mark(node),
            node.Flops == 0 ? "-" : Amounts.Operations(node.Flops), types.Count == 0 ? "" : $"{tensors} {string.Join(", ", types)}",
        ]);
        foreach (var (child, label) in EqualSiblings.Of(node.Children)) AddRows(rows, child, indent + "  ", label);
    }

    private static string Mark(ModuleNode node) => node.ParameterCount == 0 ? "-" : node.TrainedCount == 0 ? "no" : node.TrainedCount == node.ParameterCount ? "yes" : "in part";

    private static List<string[]> ComponentRows(StageCost cost, ModuleNode root)
    {
        var rows = new List<string[]> { new[] { "component", "parameters", "trained", "forward" } };
        foreach (var component in cost.Components)
        {
            long flops = root.Children.Where(c => Costs.Components.NameOf(c.Name) == component.Name).Sum(c => c.Flops);
            if (cost.Components.Count == 1) flops = root.Flops;
            rows.Add([component.Name, Amounts.Parameters(component.Parameters), Amounts.Parameters(component.Trainable), Amounts.Operations(flops)]);
        }

        if (cost.Components.Count > 1) rows.Add(["sum", Amounts.Parameters(cost.Parameters), Amounts.Parameters(cost.TrainableParameters), Amounts.Operations(root.Flops)]);
        return rows;
    }
}
