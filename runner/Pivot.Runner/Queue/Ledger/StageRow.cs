using Pivot.Dsl.Plans;
using Pivot.Runner.Execution;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>A node with its place in the order of its run.</summary>
/// <param name="Node">The node.</param>
/// <param name="Order">Its place in the plan.</param>
/// <param name="Rank">Place of the first seed that asks for it among the plan's seeds; 0 for what is shared by all.</param>
/// <param name="IsGated">Whether it is an evaluation that completes a trial, in a plan with several trials a seed. A training is never waited with: a device that idled for it would idle for long.</param>
/// <param name="Label">As a person tells nodes apart.</param>
/// <param name="Parents">Keys of what it reads, each once.</param>
public sealed record StageRow(PlanNode Node, int Order, int Rank, bool IsGated, string Label, IReadOnlyList<string> Parents)
{
    /// <summary>Its place among the stages that are ready: lower first.</summary>
    public int Turn { get; init; }

    /// <summary>The rows of a plan, in plan order.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="breadthFirst">Whether seeds come before chains.</param>
    public static IReadOnlyList<StageRow> Of(Plan plan, bool breadthFirst)
    {
        var labels = new StageLabels(plan);
        var ranks = plan.Trials.Select(t => t.Seed).Distinct().Index().ToDictionary(s => s.Item, s => s.Index);
        var heights = new Dictionary<string, int>(plan.Nodes.Count);
        foreach (var node in plan.Nodes.Reverse())
        {
            var height = heights.GetValueOrDefault(node.Key, 1);
            heights[node.Key] = height;
            foreach (var parent in node.Parents.Values) heights[parent] = Math.Max(heights.GetValueOrDefault(parent, 1), height + 1);
        }
        var parents = plan.Nodes.SelectMany(n => n.Parents.Values).ToHashSet();
        var columns = plan.Trials.GroupBy(t => t.Seed).Any(seed => seed.Count() > 1);
        bool IsGated(PlanNode node) => columns && !parents.Contains(node.Key) && !(StageKinds.All.TryGetValue(node.Spec.Kind, out var kind) && kind.Trains);
        var rows = plan.Nodes.Select((node, i) => new StageRow(
            node, i, node.Seeds.Count == 0 ? 0 : node.Seeds.Min(s => ranks.GetValueOrDefault(s)), IsGated(node), labels.Of(node), [.. node.Parents.Values.Distinct()])).ToArray();
        var turns = new int[rows.Length];
        var order = rows.OrderBy(r => breadthFirst ? r.Rank : 0).ThenByDescending(r => heights[r.Node.Key]).ThenBy(r => r.Order);
        foreach (var (turn, row) in order.Index()) turns[row.Order] = turn;
        return [.. rows.Select(r => r with { Turn = turns[r.Order] })];
    }
}
