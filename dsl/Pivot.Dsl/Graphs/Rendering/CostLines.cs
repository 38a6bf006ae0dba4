using Pivot.Dsl.Graphs.Modules;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Printing;

namespace Pivot.Dsl.Graphs.Rendering;

/// <summary>What a stage takes, a line a thing.</summary>
internal static class CostLines
{
    public static IEnumerable<(string Name, string Value)> Of(PlanNode node, Plan plan, StageCost cost)
    {
        bool bound = cost.IsUpperBound;
        if (node.Parents.Count > 0) yield return ("reads", string.Join(", ", node.Parents.Select(p => $"{p.Key} {plan[p.Value].Stage} {p.Value[..8]}")));
        if (node.Counts is null) yield return ("data", "not counted");
        else yield return ("data", $"{Amounts.Whole(node.Counts.Train)} rows to train on, {Amounts.Whole(node.Counts.Test)} to test on");
        if (TextLength.Of(node) is { Tokens: > 0 } text)
            yield return ("T", text.IsBound ? $"{Amounts.Whole(text.Tokens)} at most" : $"{Amounts.Whole(text.Tokens)} tokens a row on average");
        if (cost.Updates > 0) yield return ("updates", $"{Amounts.Whole(cost.Updates)} of {Amounts.Whole(cost.EffectiveBatch)} rows");
        if (cost.Samples is { } samples) yield return ("samples", Amounts.Whole(samples));
        if (cost.Tokens is > 0) yield return ("tokens", Amounts.Whole(cost.Tokens.Value));
        if (cost.Flops is { } flops) yield return ("operations", Amounts.Operations(flops));
        if (cost.PeakMemory > 0) yield return ("memory", Amounts.Bytes(cost.PeakMemory) + (bound ? " at most" : ""));
        if (cost.StoredBytes > 0) yield return ("stored", Amounts.Bytes(cost.StoredBytes) + (cost.WorkingBytes > cost.StoredBytes ? $", up to {Amounts.Bytes(cost.WorkingBytes)} while it runs" : ""));
    }
}
