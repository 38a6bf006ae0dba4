using Pivot.Dsl.Graphs.Modules;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Costs;

/// <summary>What a probe takes on stored features, which lie in memory as they were read and once more in the order of its rows.</summary>
/// <remarks>A fit of the linear probe is taken at 100 L-BFGS steps; it ends by tolerance, at the latest after 1,000.</remarks>
internal static class ProbeCost
{
    private const int StepsAFit = 100;
    private const int NeighbourRows = 1024;

    public static StageCost Of(PlanNode node, Plan plan, ModuleNode? head)
    {
        if (FeatureShape.Of(node, plan) is not { } shape) return new() { Components = Components.Of(head) };
        long train = node.Counts?.Train ?? 0, test = node.Counts?.Test ?? 0;
        bool counted = node.Counts is not null;
        long copies = 2 * (train + test) * shape.Bytes;
        var cost = new StageCost
        {
            Components = Components.Of(head), Samples = counted ? train + test : null, Tokens = counted ? 0 : null,
            StoredBytes = test * Bytes.Item, WorkingBytes = test * Bytes.Item, PeakMemory = copies,
        };
        return node.Spec switch
        {
            LinearProbeSpec s => cost with
            {
                Flops = counted && head is not null ? LinearFlops(s, train, test, head.Flops) : null,
                PeakMemory = copies + (Bytes.Double * shape.Width * ((3 * train) + test)), // 64 bits: of length 1, as it is fitted on, and transposed
            },
            KnnProbeSpec => cost with
            {
                Flops = counted ? 2.0 * train * test * shape.Width : null,
                PeakMemory = copies + (train * shape.Bytes) + (Bytes.Single * Math.Min(NeighbourRows, test) * train),
            },
            SegmentationProbeSpec s => Segmentation(cost, s, train, test, counted, head),
            _ => throw new InvalidOperationException($"no cost is listed for stages of kind {node.Spec.Kind}"),
        };
    }

    // An evaluation is two products, of the rows by the weights and back: 4 N D C. Each C is tried on four fifths of the rows, then the best on all.
    private static double LinearFlops(LinearProbeSpec spec, long train, long test, long forward)
    {
        int tried = spec.C.Distinct().Count();
        double fits = tried == 1 ? 1 : 1 + (0.8 * tried);
        return (2.0 * StepsAFit * fits * train * forward) + ((double)test * forward);
    }

    private static StageCost Segmentation(StageCost cost, SegmentationProbeSpec spec, long train, long test, bool counted, ModuleNode? head)
    {
        long updates = spec.Epochs * ((train + spec.BatchSize - 1) / spec.BatchSize);
        var trained = cost with { Updates = updates, EffectiveBatch = spec.BatchSize, Samples = counted ? spec.Epochs * train : null };
        if (head is null) return trained;
        return trained with
        {
            Flops = counted ? (3.0 * spec.Epochs * train * head.Flops) + ((double)test * head.Flops) : null,
            PeakMemory = cost.PeakMemory + ((Bytes.Single + Bytes.Training) * head.ParameterCount) + (Bytes.Single * spec.BatchSize * head.Activations),
        };
    }
}
