using Pivot.Dsl.Plans;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Models;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>A training set as token trees and images: pixels, or a frozen tower's stored features where the plan has made them a stage.</summary>
public sealed class MultimodalRows
{
    private readonly IReadOnlyList<TokenTree> _trees;
    private readonly ImageBatches? _images;
    private readonly StoredFeatures? _features;
    private readonly IReadOnlyList<ImageReference> _references;
    private readonly torch.Device _device;

    /// <summary>Prepares a set.</summary>
    /// <param name="context">The stage's context; its <c>features</c> parent is used when there is one.</param>
    /// <param name="model">The model, for the number of image tokens and the longest sequence.</param>
    /// <param name="rows">Name, image and tree of every row.</param>
    /// <exception cref="StageException">A row is longer than the model's longest sequence, or there is no row.</exception>
    public MultimodalRows(StageContext context, MultimodalModel model, IReadOnlyList<(string Id, ImageReference Image, TokenTree Tree)> rows)
    {
        if (rows.Count == 0) throw new StageException($"stage `{context.Node.Stage}` has no rows to read");
        var longest = model.LanguageModel.Shape.MaxPositions;
        var tooLong = rows.Where(r => r.Tree.Length > longest).ToList();
        if (tooLong.Count > 0)
        {
            throw new StageException(
                $"{tooLong.Count} rows are longer than the language model's max_length of {longest} tokens, the first is `{tooLong[0].Id}` " +
                $"with {tooLong[0].Tree.Length}; raise language_model.max_length or shorten the rows");
        }
        _trees = [.. rows.Select(r => r.Tree)];
        _references = [.. rows.Select(r => r.Image)];
        _device = context.Device;
        if (context.Parents.TryGetValue(ParentRoles.Features, out var features)) _features = StoredFeatures.Load(features.Folder);
        else _images = new ImageBatches(Data.Images.ImageProcessor.Siglip(model.VisionTower.Shape.ImageSize), _references);
    }

    /// <summary>Number of rows.</summary>
    public int Count => _trees.Count;

    /// <summary>Length of a row in tokens.</summary>
    public int Length(int row) => _trees[row].Length;

    /// <summary>Rows as a batch.</summary>
    public MultimodalBatch Collate(int[] rows) => MultimodalCollation.Collate(
        [.. rows.Select(r => _trees[r])], rows, _images?.Pixels(rows, _device), _features?.Batch(rows.Select(r => _references[r].Id), _device), _device);
}
