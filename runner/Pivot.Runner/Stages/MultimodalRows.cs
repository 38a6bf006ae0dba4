using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>
/// A training set as token trees and images: pixels, or a frozen tower's stored features where the plan has made them a stage. Of the rows only
/// numbers are held; a row's tree is made again each time it is in a batch, on the thread that makes batches ahead.
/// </summary>
public sealed class MultimodalRows
{
    private readonly IReadOnlyList<(string Id, ImageReference Image, TokenTree Tree)> _rows;
    private readonly RowLengths _lengths;
    private readonly ImageBatches? _images;
    private readonly StoredFeatures? _features;
    private readonly torch.Device _device;

    /// <summary>Prepares a set: goes through it once for its rows' lengths, and writes what became of the rows into the stage's folder.</summary>
    /// <param name="context">The stage's context; its <c>features</c> parent is used when there is one.</param>
    /// <param name="model">The model, for the number of image tokens and the longest sequence.</param>
    /// <param name="rows">Name, image and tree of every row, made when it is asked for (<see cref="ReportedRows.Each"/>).</param>
    /// <exception cref="StageException">A row is longer than the model's longest sequence and the view says that this is an error, or there is no row.</exception>
    public MultimodalRows(StageContext context, MultimodalModel model, IReadOnlyList<(string Id, ImageReference Image, TokenTree Tree)> rows)
    {
        if (rows.Count == 0) throw new StageException($"stage `{context.Node.Stage}` has no rows to read");
        var policy = (context.Node.Data as RowsView)?.Policy ?? RowPolicy.Default;
        _lengths = RowLengths.Of(rows, model.LanguageModel.Shape.MaxPositions, policy.TooLong);
        var report = _lengths.Report(rows.Report());
        StageRows.Keep(context, report);
        if (_lengths.Count == 0) throw new StageException($"stage `{context.Node.Stage}` has no rows to read: {report.Describe()}");
        (_rows, _device) = (rows, context.Device);
        if (context.Parents.TryGetValue(ParentRoles.Features, out var features)) _features = StoredFeatures.Load(features.Folder);
        else _images = new ImageBatches(TowerImages.Processor(model.VisionTower.Shape), rows.Each(row => row.Image));
    }

    /// <summary>Number of rows.</summary>
    public int Count => _lengths.Count;

    /// <summary>Length of a row in tokens.</summary>
    public int Length(int row) => _lengths[row];

    /// <summary>Rows as a batch.</summary>
    public MultimodalBatch Collate(int[] rows)
    {
        var read = rows.Select(r => _rows[_lengths.Source(r)]).ToArray();
        var images = _lengths.Source(rows);
        return MultimodalCollation.Collate(
            [.. read.Select(row => _lengths.Fit(row.Tree))], rows, _images?.Pixels(images, _device),
            _features?.Batch(read.Select(row => row.Image.Id), _device), _device);
    }
}
