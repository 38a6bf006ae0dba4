using Pivot.Runner.Data;
using static TorchSharp.torch;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>
/// How well a frozen encoder's features separate classes by hyperplanes: <see cref="LogisticRegression"/> on pooled features of length 1
/// (the paper, https://arxiv.org/abs/2510.16333, section 4.2 and E.3).
/// </summary>
/// <remarks>
/// Different here: the paper's code picks C on the split that it then reports, which flatters every number. C is picked on a held-out fifth
/// of the training rows, and the chosen one is fitted again on all of them. Equal held-out accuracies go to the smaller C.
/// </remarks>
public sealed class LinearProbe
{
    private readonly double[] strengths;
    private readonly int seed;

    /// <summary>Creates the probe.</summary>
    /// <param name="c">Inverse regularisation strengths to choose from, at least one, each above 0.</param>
    /// <param name="seed">Draws the held-out rows.</param>
    /// <exception cref="ArgumentException">There is no strength, or one is not above 0.</exception>
    public LinearProbe(IReadOnlyList<double> c, int seed = 0)
    {
        if (c.Count == 0 || c.Any(x => !(x > 0))) throw new ArgumentException("there must be at least one C, each above 0", nameof(c));
        strengths = [.. c.Distinct().Order()];
        this.seed = seed;
    }

    /// <summary>Chooses C, fits, and scores the test rows.</summary>
    /// <param name="trainFeatures">Pooled features, float [N, D]; brought to length 1 here.</param>
    /// <param name="trainLabels">N classes in 0..classes-1. A class without a training row is never predicted.</param>
    /// <param name="testFeatures">Float [M, D], on the same device.</param>
    /// <param name="testLabels">M classes.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="progress">Told after every fit: fits done, fits in all.</param>
    /// <param name="cancel">Asked before every L-BFGS step.</param>
    /// <exception cref="ArgumentException">Shapes or labels do not fit.</exception>
    /// <exception cref="DataException">
    /// C cannot be chosen, since no class has two training rows; or a feature is not finite.
    /// </exception>
    public LinearProbeResult Run(Tensor trainFeatures, IReadOnlyList<int> trainLabels, Tensor testFeatures, IReadOnlyList<int> testLabels,
        int classes, Action<int, int>? progress = null, CancellationToken cancel = default)
    {
        ProbeItems.Check(trainFeatures, trainLabels, testFeatures, testLabels, classes);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var train = ProbeItems.Normalise(trainFeatures.to_type(ScalarType.Float64)); // [N, D]
        var test = ProbeItems.Normalise(testFeatures.to_type(ScalarType.Float64)); // [M, D]

        var fits = strengths.Length == 1 ? 1 : strengths.Length + 1;
        var tried = strengths.Length == 1 ? [] : Try(train, trainLabels, classes, done => progress?.Invoke(done, fits), cancel);
        var chosen = tried.Count == 0 ? strengths[0] : tried.MaxBy(t => t.HeldOutAccuracy)!.C; // MaxBy keeps the first, the smallest C

        var (scores, converged) = FitAndScore(chosen, train, trainLabels, test, classes, cancel);
        progress?.Invoke(fits, fits);
        var items = ProbeItems.Of(scores, testLabels);
        return new(ProbeItems.Top1(items), ProbeItems.Top5(items), chosen, tried, converged, items);
    }

    private List<TriedC> Try(Tensor train, IReadOnlyList<int> labels, int classes, Action<int> progress, CancellationToken cancel)
    {
        var (fit, heldOut) = HeldOutRows.Stratified(labels, seed);
        if (heldOut.Length == 0)
            throw new DataException("C cannot be chosen: no class has two training items; give one value of C, or more training items");
        var fitRows = Rows(train, fit);
        var heldOutRows = Rows(train, heldOut);
        int[] fitLabels = [.. fit.Select(i => labels[i])];
        int[] heldOutLabels = [.. heldOut.Select(i => labels[i])];
        var tried = new List<TriedC>();
        foreach (var c in strengths)
        {
            var (scores, _) = FitAndScore(c, fitRows, fitLabels, heldOutRows, classes, cancel);
            var items = ProbeItems.Of(scores, heldOutLabels);
            tried.Add(new(c, ProbeItems.Top1(items)));
            progress(tried.Count);
        }
        return tried;
    }

    // Fitted over the classes that occur, as scikit-learn does; the others score minus infinity.
    private static (Tensor Scores, bool Converged) FitAndScore(
        double c, Tensor features, IReadOnlyList<int> labels, Tensor test, int classes, CancellationToken cancel)
    {
        int[] present = [.. labels.Distinct().Order()];
        int[] compact = [.. labels.Select(l => Array.BinarySearch(present, l))];
        using var model = new LogisticRegression(c).Fit(features, compact, present.Length, cancel);
        var columns = tensor(present.Select(p => (long)p).ToArray(), device: test.device);
        var scores = full([test.shape[0], classes], double.NegativeInfinity, ScalarType.Float64, test.device); // [M, C]
        return (scores.index_copy(1, columns, model.Logits(test)), model.Converged);
    }

    private static Tensor Rows(Tensor features, int[] rows) =>
        features.index_select(0, tensor(rows.Select(r => (long)r).ToArray(), device: features.device));
}
