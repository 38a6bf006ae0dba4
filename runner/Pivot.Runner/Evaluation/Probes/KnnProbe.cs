using Pivot.Runner.Data;
using static TorchSharp.torch;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>
/// Weighted k-nearest-neighbour classification on frozen features. Wu et al. 2018, https://arxiv.org/abs/1805.01978, section 3.4, as DINO
/// uses it (Caron et al. 2021, https://arxiv.org/abs/2104.14294): class score = sum over the k nearest training rows of that class of
/// exp(cosine / temperature).
/// </summary>
/// <remarks>
/// No training, nothing random. The paper rebuilt here has no kNN probe; it is the check that a linear probe's gain is not its own.
/// </remarks>
public sealed class KnnProbe
{
    private const int RowsAtOnce = 1024;

    private readonly int k;
    private readonly double temperature;

    /// <summary>Creates the probe.</summary>
    /// <param name="k">Neighbours that vote, at least 1.</param>
    /// <param name="temperature">Votes weigh exp(cosine / temperature); above 0.</param>
    public KnnProbe(int k, double temperature)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        (this.k, this.temperature) = (k, temperature);
    }

    /// <summary>Classifies the test rows.</summary>
    /// <param name="trainFeatures">Float [N, D]; brought to length 1 here.</param>
    /// <param name="trainLabels">N classes in 0..classes-1.</param>
    /// <param name="testFeatures">Float [M, D], on the same device.</param>
    /// <param name="testLabels">M classes.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="cancel">Asked between blocks of rows.</param>
    /// <exception cref="ArgumentException">Shapes or labels do not fit.</exception>
    /// <exception cref="DataException">There are fewer training rows than neighbours asked for, or a feature is not finite.</exception>
    public KnnProbeResult Run(Tensor trainFeatures, IReadOnlyList<int> trainLabels, Tensor testFeatures, IReadOnlyList<int> testLabels,
        int classes, CancellationToken cancel = default)
    {
        ProbeItems.Check(trainFeatures, trainLabels, testFeatures, testLabels, classes);
        using var scope = NewDisposeScope();
        var items = ProbeItems.Of(ClassScores(trainFeatures, trainLabels, testFeatures, classes, cancel), testLabels);
        return new(ProbeItems.Top1(items), ProbeItems.Top5(items), items);
    }

    /// <summary>Float [M, C]; a class without a vote has 0.</summary>
    internal Tensor ClassScores(
        Tensor trainFeatures, IReadOnlyList<int> trainLabels, Tensor testFeatures, int classes, CancellationToken cancel = default)
    {
        if (k > trainLabels.Count)
            throw new DataException($"k is {k} but the training split has only {trainLabels.Count} items; take a smaller k or more items");
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var train = ProbeItems.Normalise(trainFeatures).t().contiguous(); // [D, N]
        var labels = tensor(trainLabels.Select(l => (long)l).ToArray(), device: trainFeatures.device); // [N]
        var blocks = new List<Tensor>();
        for (long from = 0; from < testFeatures.shape[0]; from += RowsAtOnce)
        {
            cancel.ThrowIfCancellationRequested();
            using var block = NewDisposeScope();
            var rows = ProbeItems.Normalise(testFeatures.narrow(0, from, Math.Min(RowsAtOnce, testFeatures.shape[0] - from))); // [m, D]
            var (cosines, nearest) = topk(rows.mm(train), k, 1, true, true); // [m, k]
            var voters = labels.index_select(0, nearest.reshape(-1)).reshape(nearest.shape); // [m, k]
            blocks.Add(zeros(rows.shape[0], classes, dtype: cosines.dtype, device: rows.device)
                .scatter_add(1, voters, (cosines / temperature).exp()).MoveToOuterDisposeScope());
        }
        return cat(blocks, 0).MoveToOuterDisposeScope(); // [M, C]
    }
}
