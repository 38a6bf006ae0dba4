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
    /// <param name="start">The model, for the longest sequence, and what is done to its images.</param>
    /// <param name="rows">Name, image and tree of every row, made when it is asked for (<see cref="ReportedRows.Each"/>).</param>
    /// <exception cref="StageException">A row is longer than the model's longest sequence and the view says that this is an error, or there is no row.</exception>
    public MultimodalRows(StageContext context, StageModel start, IReadOnlyList<(string Id, ImageReference Image, TokenTree Tree)> rows)
    {
        if (rows.Count == 0) throw new StageException($"stage `{context.Node.Stage}` has no rows to read");
        var policy = (context.Node.Data as RowsView)?.Policy ?? RowPolicy.Default;
        _lengths = RowLengths.Of(rows, Longest(context, start.Model), policy.TooLong);
        var report = _lengths.Report(rows.Report());
        StageRows.Keep(context, report);
        if (_lengths.Count == 0) throw new StageException($"stage `{context.Node.Stage}` has no rows to read: {report.Describe()}");
        (_rows, _device) = (rows, context.Device);
        if (!context.Parents.TryGetValue(ParentRoles.Features, out var features)) _images = new ImageBatches(start.Images, rows.Each(row => row.Image));
        else if (start.Images.Anyres is null) _features = StoredFeatures.Load(features.Folder);
        else throw new StageException($"stage `{context.Node.Stage}` cuts images into tiles and cannot read stored features, which are of whole images");
    }

    // A published model takes more than a study wants to: the spec's max_length goes before.
    private static int Longest(StageContext context, MultimodalModel model) =>
        Math.Min(model.LanguageModel.Shape.MaxPositions, context.Node.Model?.LanguageModel?.MaxLength ?? int.MaxValue);

    /// <summary>Number of rows.</summary>
    public int Count => _lengths.Count;

    /// <summary>Length of a row in tokens.</summary>
    public int Length(int row) => _lengths[row];

    /// <summary>Rows as a batch.</summary>
    public MultimodalBatch Collate(int[] rows)
    {
        var read = rows.Select(r => _rows[_lengths.Source(r)]).ToArray();
        var seen = Enumerable.Range(0, rows.Length).Where(i => read[i].Image.IsThere).ToList(); // not rows of text alone
        var images = seen.Count == 0 ? null : _images?.Tiles(_lengths.Source([.. seen.Select(i => rows[i])]), _device);
        return MultimodalCollation.Collate(
            [.. read.Select(row => _lengths.Fit(row.Tree))], rows, images?.Pixels,
            seen.Count == 0 ? null : _features?.Batch(seen.Select(i => read[i].Image.Id), _device), _device, images?.Originals);
    }
}
