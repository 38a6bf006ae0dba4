namespace Pivot.Runner.Evaluation.Metrics;

/// <summary>
/// Counts of (true class, predicted class) over pixels, patches or items, and the scores that follow from them. IoU is the PASCAL VOC
/// measure (Everingham et al. 2010, https://doi.org/10.1007/s11263-009-0275-4): true positives / (true + false positives + false
/// negatives).
/// </summary>
/// <remarks>
/// A class that occurs in neither truth nor prediction is left out of the mean IoU, as mmsegmentation does; scikit-learn's macro Jaccard
/// counts it as 0 and would make the score depend on the length of the class list. A class that is predicted but never true has IoU 0 and
/// counts. Recall exists for classes that occur in the truth only.
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] counts; // [truth * classes + predicted]
    private readonly int? ignore;

    /// <summary>Starts with zero counts.</summary>
    /// <param name="classes">Number of classes, at least 1.</param>
    /// <param name="ignore">True label whose pixels are not counted, or null to count all.</param>
    public ConfusionMatrix(int classes, int? ignore = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Classes = classes;
        this.ignore = ignore;
        counts = new long[classes * classes];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Everything counted; ignored pixels are not.</summary>
    public long Total => counts.Sum();

    /// <summary>How often <paramref name="truth"/> was taken for <paramref name="predicted"/>.</summary>
    public long this[int truth, int predicted] => counts[truth * Classes + predicted];

    /// <summary>Counts one pixel, patch or item.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class, and the true one is not the ignore value either.</exception>
    public void Add(int truth, int predicted)
    {
        if (truth == ignore) return;
        if ((uint)truth >= (uint)Classes) throw OutOfRange(nameof(truth), truth);
        if ((uint)predicted >= (uint)Classes) throw OutOfRange(nameof(predicted), predicted);
        counts[truth * Classes + predicted]++;
    }

    /// <summary>Counts the pixels of one picture.</summary>
    /// <param name="truth">True labels.</param>
    /// <param name="predicted">Predicted labels, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class.</exception>
    public void Add(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> predicted)
    {
        if (truth.Length != predicted.Length)
            throw new ArgumentException($"{truth.Length} true labels but {predicted.Length} predictions");
        for (var i = 0; i < truth.Length; i++) Add(truth[i], predicted[i]);
    }

    /// <summary>Adds the counts of another matrix over the same classes.</summary>
    /// <exception cref="ArgumentException">The numbers of classes differ.</exception>
    public void Add(ConfusionMatrix other)
    {
        if (other.Classes != Classes) throw new ArgumentException($"{other.Classes} classes cannot be added to {Classes}");
        for (var i = 0; i < counts.Length; i++) counts[i] += other.counts[i];
    }

    /// <summary>IoU of each class, in [0, 1]; null for a class that is in neither truth nor prediction.</summary>
    public IReadOnlyList<double?> ClassIoU() =>
        [.. Enumerable.Range(0, Classes).Select(c => Share(this[c, c], TrueCount(c) + PredictedCount(c) - this[c, c]))];

    /// <summary>Recall of each class, in [0, 1]; null for a class that is not in the truth.</summary>
    public IReadOnlyList<double?> ClassRecall() => [.. Enumerable.Range(0, Classes).Select(c => Share(this[c, c], TrueCount(c)))];

    /// <summary>Mean IoU over the classes that occur, in [0, 1].</summary>
    /// <exception cref="InvalidOperationException">Nothing was counted.</exception>
    public double MeanIoU() => MeanOf(ClassIoU());

    /// <summary>Mean recall over the classes that occur in the truth (balanced accuracy), in [0, 1].</summary>
    /// <exception cref="InvalidOperationException">Nothing was counted.</exception>
    public double MacroRecall() => MeanOf(ClassRecall());

    /// <summary>Share counted on the diagonal, in [0, 1].</summary>
    /// <exception cref="InvalidOperationException">Nothing was counted.</exception>
    public double PixelAccuracy() => Share(Enumerable.Range(0, Classes).Sum(c => this[c, c]), Total) ?? throw Empty();

    private long TrueCount(int c) => Enumerable.Range(0, Classes).Sum(predicted => this[c, predicted]);

    private long PredictedCount(int c) => Enumerable.Range(0, Classes).Sum(truth => this[truth, c]);

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private static double MeanOf(IReadOnlyList<double?> values) => values.Average() ?? throw Empty();

    private static InvalidOperationException Empty() => new("nothing was counted: every pixel carries the ignore value, or there was none");

    private ArgumentOutOfRangeException OutOfRange(string name, int label) => new(name, label,
        $"label {label} is not one of the {Classes} classes 0..{Classes - 1}" + (ignore is null ? "" : $" nor the ignore value {ignore}"));
}
