using System.Globalization;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Confounds;

/// <summary>Compares what two arms spend on training before something is measured. A count that is not known on either side is not compared.</summary>
/// <param name="cost">What a node takes.</param>
internal sealed class AmountConfounds(Func<PlanNode, StageCost> cost)
{
    /// <summary>Sums over a lineage: updates, samples, tokens.</summary>
    /// <param name="pairs">The lineage in both arms.</param>
    /// <param name="isDeclared">Whether the arm says that a quantity differs in a stage.</param>
    /// <param name="frame">A confound with arm and point filled in.</param>
    public IEnumerable<Confound> OfLineage(IReadOnlyList<TrainedPair> pairs, Func<TrainedPair, Quantities, bool> isDeclared, Confound frame)
    {
        if (pairs.All(p => p.Baseline?.Key == p.Arm?.Key)) yield break;
        foreach (var quantity in new[] { Quantities.Updates, Quantities.Samples, Quantities.Tokens })
        {
            if (quantity == Quantities.Tokens && pairs.Any(IsHalfCounted)) continue;
            var values = pairs.Select(p => (Pair: p, Baseline: Amount(p.Baseline, quantity), Arm: Amount(p.Arm, quantity))).ToList();
            if (values.Exists(v => v.Baseline is null || v.Arm is null)) continue;
            var undeclared = values.Where(v => v.Baseline != v.Arm && !isDeclared(v.Pair, quantity)).ToList();
            if (undeclared.Sum(v => v.Arm - v.Baseline) == 0) continue;
            long baseline = values.Sum(v => v.Baseline!.Value), arm = values.Sum(v => v.Arm!.Value);
            if (baseline == arm) continue;
            var stages = undeclared.Select(v => v.Pair).ToList();
            yield return Counted(frame, quantity, baseline, arm, stages);
        }
    }

    /// <summary>What each stage that both arms have does in an update, and how much it trains. Stages that differ alike are one confound.</summary>
    public IEnumerable<Confound> OfStages(IEnumerable<TrainedPair> pairs, Func<TrainedPair, Quantities, bool> isDeclared, Confound frame)
    {
        var both = pairs.Where(p => p is { Baseline: not null, Arm: not null } && p.Baseline.Key != p.Arm.Key).ToList();
        foreach (var quantity in new[] { Quantities.EffectiveBatch, Quantities.TrainableParameters })
        {
            var differing = both.Where(p => !isDeclared(p, quantity)).Select(p => (Pair: p, Baseline: Of(p.Baseline!, quantity), Arm: Of(p.Arm!, quantity)))
                .Where(v => v.Baseline != v.Arm);
            foreach (var alike in differing.GroupBy(v => (v.Baseline, v.Arm)))
                yield return Counted(frame, quantity, alike.Key.Baseline, alike.Key.Arm, [.. alike.Select(v => v.Pair)]);
        }
    }

    private static Confound Counted(Confound frame, Quantities quantity, long baseline, long arm, IReadOnlyList<TrainedPair> stages) => frame with
    {
        Quantity = quantity, Baseline = Number(baseline), Value = Number(arm), Ratio = baseline == 0 ? null : (double)arm / baseline, Stages = [.. stages.Select(p => p.Stage)],
    };

    // Of a preference pair both answers are counted, and sft reads one: beside a dpo stage its tokens are not known.
    private static bool IsHalfCounted(TrainedPair pair) =>
        new[] { pair.Baseline, pair.Arm }.Any(n => n is { Spec: SftSpec, Data.Kind: SampleKind.Preference }) && pair.Baseline?.Spec.Kind != pair.Arm?.Spec.Kind;

    private long? Amount(PlanNode? node, Quantities quantity)
    {
        if (node is null) return 0;
        var spent = cost(node);
        return quantity switch
        {
            Quantities.Updates => node is { Spec: TrainingStageSpec { Steps: null }, Counts: null } ? null : spent.Updates,
            Quantities.Samples => spent.Samples,
            _ => spent.Tokens,
        };
    }

    private long Of(PlanNode node, Quantities quantity) => quantity == Quantities.EffectiveBatch ? cost(node).EffectiveBatch : cost(node).TrainableParameters;

    private static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
