using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Evaluation.Metrics;
using static TorchSharp.torch;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>
/// Scores a trained <see cref="SegmentationHead"/>: over pixels after bilinear enlargement, and over patches as they are.
/// </summary>
internal sealed class SegmentationScorer(int classes, int? ignore, PatchGrid grid)
{
    public SegmentationProbeResult Score(SegmentationHead head, Tensor features, IReadOnlyList<Func<LabelMap>> masks, int pictures,
        Device device, double trainingLoss, SegmentationProgress? progress, CancellationToken cancel)
    {
        using var noGrad = no_grad();
        var pixels = new ConfusionMatrix(classes);
        var patches = new ConfusionMatrix(classes);
        var items = new List<SegmentationItem>();
        var predictions = new List<LabelMap>();
        for (var i = 0; i < masks.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var mask = masks[i]();
            var logits = head.Logits(SegmentationProbe.Batch(features, [i], device)); // [1, P, C]

            var truth = PatchLabels.Majority(mask, grid, classes, ignore); // also checks every label of the mask
            var predicted = logits.argmax(2).cpu().data<long>().ToArray(); // [P]
            for (var p = 0; p < truth.Length; p++)
            {
                if (truth[p] != PatchLabels.None) patches.Add((int)truth[p], (int)predicted[p]);
            }

            var labels = new LabelMap(mask.Width, mask.Height, Enlarge(logits, mask.Height, mask.Width));
            if (i < pictures) predictions.Add(labels);
            var own = new ConfusionMatrix(classes, ignore);
            own.Add(mask.Labels, labels.Labels);
            pixels.Add(own);
            items.Add(own.Total == 0 ? new(i, null, null) : new(i, own.PixelAccuracy(), own.MeanIoU()));
            progress?.Invoke(i + 1, masks.Count, "image", null);
        }
        if (pixels.Total == 0) throw new DataException("no pixel of the test masks is labelled; check the ignore value");
        return new(pixels.MeanIoU(), patches.MacroRecall(), pixels.PixelAccuracy(), pixels.ClassIoU(), patches.ClassRecall(),
            trainingLoss, items, predictions);
    }

    // Logits [1, P, C] to the best class of each pixel, [H * W].
    private byte[] Enlarge(Tensor logits, int height, int width)
    {
        var coarse = logits.permute(0, 2, 1).reshape(1, classes, grid.Height, grid.Width); // [1, C, h, w]
        var fine = nn.functional.interpolate(coarse, [height, width], null, InterpolationMode.Bilinear, align_corners: false);
        return fine // [1, C, H, W]
            .argmax(1).to(ScalarType.Byte).cpu().contiguous().data<byte>().ToArray();
    }
}
