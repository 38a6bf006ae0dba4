using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary><c>features</c>: what a frozen encoder gives for every distinct image of a view, for probes and for training with a frozen tower.</summary>
public sealed class FeaturesStage : IStage
{
    private const int MostRows = 64;

    /// <inheritdoc/>
    public void Run(StageContext context, CancellationToken cancel)
    {
        var spec = (FeaturesSpec)context.Node.Spec;
        using var encoder = FrozenEncoder.Open(context, projected: spec.Features == "projector", spec.Layer);
        var images = Images(context.Node.Data).Where(i => i.IsThere).DistinctBy(i => i.Id).ToList();
        if (images.Count == 0) throw new StageException($"stage `{context.Node.Stage}` has no images to read");
        var pixels = new ImageBatches(encoder.Images, images);
        using var noGrad = torch.no_grad();
        var parts = new List<torch.Tensor>();
        foreach (var rows in Enumerable.Range(0, images.Count).Chunk(ModelWidths.RowsAtOnce(context.Node.Model!, MostRows, language: false)))
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var features = encoder.Features(pixels.Pixels(rows, context.Device)); // [B, P, D]
            if (spec.Pooling == "mean") features = features.mean([1]); // [B, D]
            parts.Add(features.cpu().DetachFromDisposeScope());
            context.Progress.Report(rows[^1] + 1, images.Count, "image");
        }
        using var all = torch.cat(parts, 0);
        foreach (var part in parts) part.Dispose();
        StoredFeatures.Save(context.Folder, all, [.. images.Select(i => i.Id)], encoder.Images.Settings);
    }

    private static IEnumerable<ImageReference> Images(DataView view) => view.Kind switch
    {
        SampleKind.Caption => DataViews.Captions(view).Select(s => s.Image),
        SampleKind.Conversation => DataViews.Conversations(view).Select(s => s.Image),
        SampleKind.Preference => DataViews.Preferences(view).Select(s => s.Image),
        SampleKind.Question => DataViews.Questions(view).Select(s => s.Image),
        SampleKind.Grounded => DataViews.Grounded(view).Select(s => s.Image),
        SampleKind.Label => Both(DataViews.Labels(view).Train, DataViews.Labels(view).Test, s => s.Image),
        SampleKind.Mask => Both(DataViews.Masks(view).Train, DataViews.Masks(view).Test, s => s.Image),
        _ => throw new StageException($"no images in {view.Kind} rows"),
    };

    private static IEnumerable<ImageReference> Both<T>(IReadOnlyList<T> train, IReadOnlyList<T> test, Func<T, ImageReference> image) =>
        train.Concat(test).Select(image);
}
