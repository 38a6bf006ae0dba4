using System.Runtime.InteropServices;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Runner.Execution;

/// <summary>
/// Whether a training stage may be done in smaller micro-batches than it asks for, and still be the same work: only where an update is a sum over
/// rows, whichever way they are put together.
/// </summary>
public static class MicroBatch
{
    // What libtorch's exceptions say: its allocator on CUDA, CUDA's own, the allocator of the CPU (two wordings), the C++ library's.
    private static readonly string[] Words = ["out of memory", "not enough memory", "can't allocate memory", "bad_alloc"];

    /// <summary>The node with half the rows in a micro-batch and twice as many of them in an update; null where it may not be done so.</summary>
    /// <param name="node">The node.</param>
    public static PlanNode? Halved(PlanNode node) => Halved(node, 1);

    /// <summary>The node with its micro-batch halved some times over, itself for none; null where it may not be done so.</summary>
    /// <param name="node">The node as it was asked for.</param>
    /// <param name="times">How often, at least 0.</param>
    public static PlanNode? Halved(PlanNode node, int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        if (times == 0) return node;
        if (node.Spec is not TrainingStageSpec spec || !IsSumOverRows(spec)) return null;
        var accumulate = (long)spec.Accumulate << Math.Min(times, 32);
        return spec.BatchSize >= accumulate && spec.BatchSize % accumulate == 0 ? node with { Spec = spec with { Accumulate = (int)accumulate } } : null;
    }

    /// <summary>Whether an error says that there was no memory, of the host or of a device.</summary>
    /// <param name="e">The error; those inside of it are asked too.</param>
    public static bool IsOutOfMemory(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is OutOfMemoryException) return true;
            if (inner is ExternalException && Array.Exists(Words, word => inner.Message.Contains(word, StringComparison.OrdinalIgnoreCase))) return true;
        }
        return false;
    }

    // A contrastive loss compares the rows of a micro-batch with each other; the losses with a reward shift take its running mean micro-batch by
    // micro-batch; dropout of adapters is drawn for each. Halved, all of these would be other numbers, and the key would promise what they are not.
    private static bool IsSumOverRows(TrainingStageSpec spec) => spec is SftSpec or DpoSpec { Loss: not ("mpo" or "bco_pair") } && spec.Lora is not { Dropout: > 0 };
}
