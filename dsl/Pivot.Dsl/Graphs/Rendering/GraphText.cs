using System.Text;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Printing;

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
            var table = new TextTable(new("module"), new("type"), new("in -> out"), new("parameters", Right: true), new("trained"), new("forward", Right: true), new("tensors"));
            AddRows(table, root, "", root.Name.Length > 0 ? root.Name : "(model)");
            table.AppendTo(text, int.MaxValue);
            text.Append("\nB: samples at once; T: tokens of a row's text; forward: operations of one sample, - where nothing is run\n\n");
            Components(cost, root).AppendTo(text, int.MaxValue);
        }

        text.Append('\n');
        foreach (var (name, value) in CostLines.Of(node, plan, cost)) text.Append($"{name,-10}  {value}\n");
        return text.ToString();
    }

    private static void AddRows(TextTable table, ModuleNode node, string indent, string name)
    {
        var tensors = string.Join(", ", node.Parameters.Select(p => $"{p.Name} [{string.Join(", ", p.Shape)}]{(p.Tied ? " (tied)" : "")}"));
        var types = node.Parameters.Select(p => p.Type).Distinct().ToList();
        table.Add(
            indent + name, node.Type, $"{node.Input} -> {node.Output}", node.ParameterCount == 0 ? "-" : Amounts.Count(node.ParameterCount), Mark(node),
            node.Flops == 0 ? "-" : Amounts.Operations(node.Flops), types.Count == 0 ? "" : $"{tensors} {string.Join(", ", types)}");
        foreach (var (child, label) in EqualSiblings.Of(node.Children)) AddRows(table, child, indent + "  ", label);
    }

    private static string Mark(ModuleNode node) => node.ParameterCount == 0 ? "-" : node.TrainedCount == 0 ? "no" : node.TrainedCount == node.ParameterCount ? "yes" : "in part";

    private static TextTable Components(StageCost cost, ModuleNode root)
    {
        var table = new TextTable(new("component"), new("parameters", Right: true), new("trained", Right: true), new("forward", Right: true));
        foreach (var component in cost.Components)
        {
            long flops = cost.Components.Count == 1 ? root.Flops : root.Children.Where(c => Costs.Components.NameOf(c.Name) == component.Name).Sum(c => c.Flops);
            table.Add(component.Name, Amounts.Count(component.Parameters), Amounts.Count(component.Trainable), Amounts.Operations(flops));
        }

        if (cost.Components.Count > 1) table.Add("sum", Amounts.Count(cost.Parameters), Amounts.Count(cost.TrainableParameters), Amounts.Operations(root.Flops));
        return table;
    }
}
