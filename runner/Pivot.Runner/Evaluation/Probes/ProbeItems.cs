using Pivot.Runner.Data;
using Pivot.Runner.Evaluation.Metrics;
using static TorchSharp.torch;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>From class scores to scored items.</summary>
internal static class ProbeItems
{
    /// <summary>Features of length 1, float [N, D].</summary>
    public static Tensor Normalise(Tensor features) => nn.functional.normalize(features, 2, 1, 1e-12);

    /// <summary>Scores [N, C] against labels. Equal scores go to the lower class.</summary>
    public static IReadOnlyList<ProbeItem> Of(Tensor scores, IReadOnlyList<int> labels)
    {
        var predictions = scores.argmax(1).cpu().data<long>().ToArray();
        var top1 = TopKAccuracy.Hits(scores, labels, 1);
        var top5 = TopKAccuracy.Hits(scores, labels, 5);
        return [.. labels.Select((label, i) => new ProbeItem(label, (int)predictions[i], top1[i], top5[i]))];
    }

    /// <summary>Share of items predicted right.</summary>
    public static double Top1(IReadOnlyList<ProbeItem> items) => (double)items.Count(i => i.Correct) / items.Count;

    /// <summary>Share of items whose class is among the five best scored.</summary>
    public static double Top5(IReadOnlyList<ProbeItem> items) => (double)items.Count(i => i.InTop5) / items.Count;

    /// <summary>Refuses features that are not numbers: every score from them would be a quiet zero.</summary>
    /// <exception cref="DataException">One is NaN or infinite.</exception>
    public static void RequireFinite(Tensor features, string split)
    {
        using var scope = NewDisposeScope();
        if (!features.isfinite().all().item<bool>())
            throw new DataException($"the {split} features hold NaN or infinity; the encoder has diverged, lower its learning rate");
    }

    /// <summary>Checks what a probe is given.</summary>
    /// <exception cref="ArgumentException">Shapes or labels do not fit.</exception>
    /// <exception cref="DataException">A feature is not finite.</exception>
    public static void Check(Tensor train, IReadOnlyList<int> trainLabels, Tensor test, IReadOnlyList<int> testLabels, int classes)
    {
        if (train.dim() != 2 || test.dim() != 2 || train.shape[1] != test.shape[1] ||
            train.shape[0] != trainLabels.Count || test.shape[0] != testLabels.Count)
        {
            throw new ArgumentException($"train [{string.Join(", ", train.shape)}] with {trainLabels.Count} labels and test " +
                $"[{string.Join(", ", test.shape)}] with {testLabels.Count} labels do not fit together");
        }
        if (trainLabels.Count == 0 || testLabels.Count == 0) throw new ArgumentException("a split is empty");
        if (trainLabels.Concat(testLabels).Any(l => (uint)l >= (uint)classes))
            throw new ArgumentException($"a label is not one of the {classes} classes 0..{classes - 1}");
        RequireFinite(train, "training");
        RequireFinite(test, "test");
    }
}
