using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>
/// How well single patch features tell what is in the patch: a head is trained on frozen features to name each patch's majority class. The
/// paper, https://arxiv.org/abs/2510.16333, section 4.2 and E.5, after Covert et al. 2024, https://arxiv.org/abs/2410.11087 (patch-level
/// probing).
/// </summary>
/// <remarks>
/// As there: AdamW with weight decay 0.01, warm-up and cosine to a tenth of the peak, patch-level macro recall. Different here: features
/// are standardised, so that their scale does not act as a learning rate; cross-entropy on the majority class (the code's <c>majority</c>,
/// not its default <c>union</c>); the last epoch is scored, not the best one on the test split; and the per-pixel mean IoU of bilinearly
/// enlarged logits is given too.
/// </remarks>
public sealed class SegmentationProbe
{
    private const double WeightDecay = 0.01;
    private const double WarmUpShare = 0.1;
    private const double FinalShare = 0.1;

    private readonly int classes;
    private readonly int? ignore;
    private readonly int hidden;
    private readonly int epochs;
    private readonly int batchSize;
    private readonly double learningRate;
    private readonly int seed;

    /// <summary>Creates the probe.</summary>
    /// <param name="classes">Number of classes, 1 to 256.</param>
    /// <param name="ignore">Label of unlabelled pixels, or null.</param>
    /// <param name="hidden">Width of the head's hidden layer; 0 for a linear head.</param>
    /// <param name="epochs">Passes over the training images, at least 1.</param>
    /// <param name="batchSize">Images per step, at least 1.</param>
    /// <param name="learningRate">Peak learning rate, above 0.</param>
    /// <param name="seed">Draws initial weights and the order of images; at least 0.</param>
    public SegmentationProbe(int classes, int? ignore, int hidden, int epochs, int batchSize, double learningRate, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 256);
        ArgumentOutOfRangeException.ThrowIfNegative(hidden);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(learningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        (this.classes, this.ignore, this.hidden, this.epochs) = (classes, ignore, hidden, epochs);
        (this.batchSize, this.learningRate, this.seed) = (batchSize, learningRate, seed);
    }

    /// <summary>Trains the head on one split and scores it on the other.</summary>
    /// <param name="trainFeatures">Patch features, float [N, P, D].</param>
    /// <param name="trainMasks">
    /// Loads the mask of each training image, N of them; a mask spans the same picture as the patches, at any size.
    /// </param>
    /// <param name="testFeatures">Patch features, float [M, P, D].</param>
    /// <param name="testMasks">Loads the mask of each test image, M of them.</param>
    /// <param name="grid">The patches.</param>
    /// <param name="pictures">Predictions to give back, from the start of the test split; at most M are.</param>
    /// <param name="device">Where to compute; null: where the training features are.</param>
    /// <param name="progress">Told of every step and every scored image.</param>
    /// <param name="cancel">Asked before every step and every scored image.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or a split is empty.</exception>
    /// <exception cref="DataException">
    /// A mask has a label that is no class, a split has no labelled pixel, or a feature is not finite.
    /// </exception>
    public SegmentationProbeResult Run(Tensor trainFeatures, IReadOnlyList<Func<LabelMap>> trainMasks, Tensor testFeatures,
        IReadOnlyList<Func<LabelMap>> testMasks, PatchGrid grid, int pictures = 0, Device? device = null,
        SegmentationProgress? progress = null, CancellationToken cancel = default)
    {
        CheckSplit(trainFeatures, trainMasks.Count, grid, "training");
        CheckSplit(testFeatures, testMasks.Count, grid, "test");
        ProbeItems.RequireFinite(trainFeatures, "training");
        ProbeItems.RequireFinite(testFeatures, "test");
        device ??= trainFeatures.device;
        using var scope = NewDisposeScope();
        var (mean, deviation) = Statistics(trainFeatures, cancel);
        using var head = new SegmentationHead(mean, deviation, hidden, classes, seed, device);
        var loss = Train(head, trainFeatures, trainMasks, grid, device, progress, cancel);
        return new SegmentationScorer(classes, ignore, grid).Score(head, testFeatures, testMasks, pictures, device, loss, progress, cancel);
    }

    private double Train(SegmentationHead head, Tensor features, IReadOnlyList<Func<LabelMap>> masks, PatchGrid grid, Device device,
        SegmentationProgress? progress, CancellationToken cancel)
    {
        var labels = masks.Select(load => PatchLabels.Majority(load(), grid, classes, ignore)).ToArray(); // [N][P]
        if (labels.All(l => l.All(c => c == PatchLabels.None)))
            throw new DataException("no pixel of the training masks is labelled; check the ignore value");

        var order = Enumerable.Range(0, labels.Length).ToArray();
        var random = new Random(seed);
        var stepsPerEpoch = (labels.Length + batchSize - 1) / batchSize;
        var steps = epochs * stepsPerEpoch;
        using var optimizer = optim.AdamW(head.Parameters, learningRate, weight_decay: WeightDecay);
        var (lossSum, lossCount) = (0.0, 0);
        for (var step = 0; step < steps; step++)
        {
            cancel.ThrowIfCancellationRequested();
            if (step % stepsPerEpoch == 0)
            {
                random.Shuffle(order);
                (lossSum, lossCount) = (0, 0);
            }
            var rows = order.Skip(step % stepsPerEpoch * batchSize).Take(batchSize).ToArray();
            var targets = rows.SelectMany(r => labels[r]).ToArray(); // [B * P]
            double? loss = null;
            if (targets.Any(c => c != PatchLabels.None)) // the mean over no patch would be NaN
            {
                loss = Step(head, optimizer, features, rows, targets, device, learningRate * Schedule(step, steps));
                (lossSum, lossCount) = (lossSum + loss.Value, lossCount + 1);
            }
            progress?.Invoke(step + 1, steps, "step", loss);
        }
        return lossSum / lossCount;
    }

    private static double Step(
        SegmentationHead head, optim.Optimizer optimizer, Tensor features, int[] rows, long[] targets, Device device, double rate)
    {
        using var scope = NewDisposeScope();
        foreach (var group in optimizer.ParamGroups) group.LearningRate = rate;
        optimizer.zero_grad();
        var logits = head.Logits(Batch(features, rows, device)).flatten(0, 1); // [B * P, C]
        var loss = nn.functional.cross_entropy(logits, tensor(targets, device: logits.device), ignore_index: PatchLabels.None);
        loss.backward();
        optimizer.step();
        return loss.ToDouble();
    }

    /// <summary>Share of the peak rate at a step: linear over the first tenth of the steps, then a cosine down to a tenth.</summary>
    internal static double Schedule(int step, int steps)
    {
        var warmUp = (int)(WarmUpShare * steps);
        if (step < warmUp) return (step + 1.0) / (warmUp + 1);
        var done = (step - warmUp) / (double)Math.Max(1, steps - 1 - warmUp);
        return FinalShare + (1 - FinalShare) * 0.5 * (1 + Math.Cos(Math.PI * done));
    }

    // Rows of features on the device in 32 bits, [B, P, D].
    internal static Tensor Batch(Tensor features, int[] rows, Device device)
    {
        using var scope = NewDisposeScope();
        using var index = tensor(rows.Select(r => (long)r).ToArray(), device: features.device);
        return features.index_select(0, index).to(ScalarType.Float32).to(device).MoveToOuterDisposeScope();
    }

    // Mean and deviation of each channel over all training patches, [D]; in blocks and 64 bits, so that half-precision stores are read as
    // they are.
    private static (Tensor Mean, Tensor Deviation) Statistics(Tensor features, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var sum = zeros(features.shape[2], dtype: ScalarType.Float64, device: features.device);
        var squares = zeros_like(sum);
        for (long from = 0; from < features.shape[0]; from += 256)
        {
            cancel.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var block = features.narrow(0, from, Math.Min(256, features.shape[0] - from)).to(ScalarType.Float64); // [b, P, D]
            sum.add_(block.sum([0L, 1L]));
            squares.add_(block.square().sum([0L, 1L]));
        }
        var count = features.shape[0] * features.shape[1];
        var mean = sum / count;
        var deviation = (squares / count - mean.square()).clamp_min(0).sqrt();
        return (mean.to(ScalarType.Float32).MoveToOuterDisposeScope(), deviation.to(ScalarType.Float32).MoveToOuterDisposeScope());
    }

    private static void CheckSplit(Tensor features, int masks, PatchGrid grid, string split)
    {
        if (features.dim() != 3 || features.shape[0] != masks || features.shape[1] != grid.Count || masks == 0)
        {
            throw new ArgumentException($"{split} features [{string.Join(", ", features.shape)}] do not fit {masks} masks and " +
                $"{grid.Height} x {grid.Width} patches, or the split is empty");
        }
    }
}
