using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>Result of a <see cref="SegmentationProbe"/> over the whole test split.</summary>
/// <param name="MeanIoU">Mean over the classes that occur of the IoU counted over all pixels, in [0, 1].</param>
/// <param name="MacroRecall">The paper's metric: mean over the classes that occur of the recall counted over patches, in [0, 1].</param>
/// <param name="PixelAccuracy">Share of labelled pixels that are right, in [0, 1].</param>
/// <param name="ClassIoU">IoU of each class over all pixels; null for a class in neither truth nor prediction.</param>
/// <param name="ClassRecall">Recall of each class over patches; null for a class that no patch has.</param>
/// <param name="TrainingLoss">Mean training loss of the last epoch, in nats.</param>
/// <param name="Items">Every test picture, in order.</param>
/// <param name="Predictions">Predicted classes of the first test pictures, each of its mask's size.</param>
public sealed record SegmentationProbeResult(
    double MeanIoU, double MacroRecall, double PixelAccuracy, IReadOnlyList<double?> ClassIoU, IReadOnlyList<double?> ClassRecall,
    double TrainingLoss, IReadOnlyList<SegmentationItem> Items, IReadOnlyList<LabelMap> Predictions)
{
    /// <summary><c>miou</c>, <c>macro_recall</c> and <c>pixel_accuracy</c>.</summary>
    public IReadOnlyDictionary<string, double> Scores => new Dictionary<string, double>
    {
        ["miou"] = MeanIoU, ["macro_recall"] = MacroRecall, ["pixel_accuracy"] = PixelAccuracy,
    };
}
