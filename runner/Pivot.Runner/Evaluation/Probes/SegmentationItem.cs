namespace Pivot.Runner.Evaluation.Probes;

/// <summary>One test picture of a segmentation probe.</summary>
/// <param name="Index">Its place in the test split.</param>
/// <param name="PixelAccuracy">Share of its labelled pixels that are right, in [0, 1]; null where none is labelled.</param>
/// <param name="MeanIoU">Mean IoU over the classes in its truth or prediction, in [0, 1]; null where no pixel is labelled.</param>
public sealed record SegmentationItem(int Index, double? PixelAccuracy, double? MeanIoU);
