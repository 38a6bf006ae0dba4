using System.Text.Json.Nodes;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Evaluation.Probes;

namespace Pivot.Runner.Stages;

/// <summary><c>segmentation_probe</c>: a patch-level head on stored features.</summary>
public sealed class SegmentationProbeStage : IStage
{
    /// <inheritdoc/>
    public void Run(StageContext context, CancellationToken cancel)
    {
        var spec = (SegmentationProbeSpec)context.Node.Spec;
        var set = DataViews.Masks(context.Node.Data);
        var features = ProbeFeatures.Open(context);
        using var train = ProbeFeatures.Of(features, set.Train.Select(s => s.Image)); // [N, P, D]
        using var test = ProbeFeatures.Of(features, set.Test.Select(s => s.Image)); // [M, P, D]
        var side = (int)Math.Sqrt(train.shape[1]);
        var seen = new SeenMasks(features.Images, set.Classes.Count, set.Ignore);
        var probe = new SegmentationProbe(
            set.Classes.Count, seen.Ignore, spec.Hidden, spec.Epochs, spec.BatchSize, spec.LearningRate, (int)(context.Node.Seed ?? 0));
        var result = probe.Run(
            train, seen.Of(set.Train), test, seen.Of(set.Test), new PatchGrid(side, side), spec.Pictures, context.Device,
            (done, total, unit, loss) => context.Progress.Report(done, total, unit, loss), cancel);
        var scores = new Dictionary<string, double>(result.Scores) { ["loss"] = result.TrainingLoss };
        foreach (var (index, name) in set.Classes.Index().ToList())
            if (result.ClassIoU[index] is { } iou) scores[$"iou.{name}"] = iou;
        context.Folder.WriteScores(scores);
        context.Folder.WriteItems(result.Items.Where(i => i.MeanIoU is not null).Select(i => Item(set.Test[i.Index], i)));
        Draw(context, set, seen, result);
    }

    private static JsonObject Item(MaskSample sample, SegmentationItem item) =>
        new() { ["id"] = sample.Id, ["group"] = "all", ["score"] = item.MeanIoU, ["pixel_accuracy"] = item.PixelAccuracy };

    private static void Draw(StageContext context, MaskSet set, SeenMasks seen, SegmentationProbeResult result)
    {
        var pictures = new StagePictures(context.Folder);
        var entries = new JsonArray();
        foreach (var (index, prediction) in result.Predictions.Index())
        {
            var sample = set.Test[index];
            entries.Add(new JsonObject
            {
                ["id"] = sample.Id,
                ["image"] = pictures.Write($"{index:d3}", seen.Picture(sample.Image.Load())),
                ["truth"] = pictures.Write($"{index:d3}-truth", seen.Mask(sample.LoadMask())),
                ["prediction"] = pictures.Write($"{index:d3}-prediction", prediction),
            });
        }
        pictures.WriteList(new JsonObject
        {
            ["classes"] = new JsonArray([.. set.Classes.Select(c => (JsonNode)c)]),
            ["ignore"] = seen.Ignore,
            ["pictures"] = entries,
        });
    }
}
