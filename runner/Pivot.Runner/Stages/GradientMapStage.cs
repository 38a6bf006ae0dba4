using System.Text.Json.Nodes;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Evaluation.Probes;
using Pivot.Runner.Models;
using Pivot.Runner.Training;
using Pivot.Runner.Training.Objectives;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>
/// <c>gradient_map</c>: magnitude of the loss's gradient at the projector's output (the paper, C.4 and E.4), of the model as it is: no training step is
/// taken, so that every arm is measured by the same loss on the same rows.
/// </summary>
/// <remarks>
/// The gradient of DPO's loss is a positive number per pair times the gradient of log p(chosen) - log p(rejected), and every measure here is
/// the same for a map and its multiples. So the objective <c>dpo</c> needs no reference and no beta.
/// </remarks>
public sealed class GradientMapStage : IStage
{
    private const int MostRows = 32;

    private static readonly Dictionary<string, Func<GroundedSample, Tokenizer, int, TokenTree>> Trees = new()
    {
        ["sft"] = (sample, tokenizer, imageTokens) =>
            TokenTrees.Independent(new ConversationSample(sample.Id, sample.Image, [new Turn(sample.Question, sample.Answer)]), tokenizer, imageTokens),
        ["dpo"] = (sample, tokenizer, imageTokens) =>
            TokenTrees.Pair(new PreferenceSample(sample.Id, sample.Image, sample.Question, sample.Answer, sample.WrongAnswer), tokenizer, imageTokens),
    };

    /// <inheritdoc/>
    public void Run(StageContext context, CancellationToken cancel)
    {
        var spec = (GradientMapSpec)context.Node.Spec;
        using var start = StageModels.Multimodal(context);
        if (start.Images.Anyres is not null)
            throw new StageException($"stage `{context.Node.Stage}` maps gradients onto one grid of patches; a model with `images: aspect: anyres` reads several");
        foreach (var (_, parameter) in start.Model.named_parameters()) parameter.requires_grad_(false);
        var samples = DataViews.Grounded(context.Node.Data).Take(spec.Questions).ToList();
        if (samples.Count == 0) throw new StageException($"stage `{context.Node.Stage}` has no questions to measure");
        var imageTokens = start.Model.ImageTokens;
        var side = (int)Math.Sqrt(imageTokens - start.Model.PrefixTokens); // blocks of patches, where the projector puts some into one token
        var grid = new PatchGrid(side, side);
        var images = new ImageBatches(start.Images, samples.Each(s => s.Image));
        var scorer = new GradientMapScorer();
        var pictures = new StagePictures(context.Folder);
        var drawn = new JsonArray();
        foreach (var rows in Enumerable.Range(0, samples.Count).Chunk(ModelWidths.RowsAtOnce(context.Node.Model!, MostRows, language: true)))
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var trees = rows.Select(r => Trees[spec.Objective](samples[r], start.Tokenizer, imageTokens)).ToList();
            var pixels = images.Pixels(rows, context.Device);
            using var batch = MultimodalCollation.Collate(trees, rows, pixels, null, context.Device);
            var gradient = Gradient(start.Model, batch, spec.Objective == "dpo"); // [B, P, D], without class token and registers
            for (var i = 0; i < rows.Length; i++)
            {
                var sample = samples[rows[i]];
                var map = GradientMap.FromGradient(gradient[i], grid);
                var mask = Mask(sample, start.Images);
                var item = scorer.Add(sample.Id, map, mask);
                if (drawn.Count < spec.Pictures) drawn.Add(Picture(pictures, drawn.Count, sample, start.Images, mask, map, item));
            }
            context.Progress.Report(rows[^1] + 1, samples.Count, "question");
        }
        context.Folder.WriteScores(scorer.Scores);
        context.Folder.WriteItems(scorer.Items.Select(Item));
        pictures.WriteList(new JsonObject { ["pictures"] = drawn });
    }

    // What of the mask lies in the patches: the mask goes the image's way.
    private static LabelMap Mask(GroundedSample sample, ImageProcessor images)
    {
        var whole = sample.LoadMask();
        var mask = images.Seen(new PixelSize(whole.Height, whole.Width)).Of(whole, outside: 0);
        return mask.Labels.Contains((byte)1) || !whole.Labels.Contains((byte)1)
            ? mask
            : throw new StageException($"what `{sample.Id}` asks about lies outside the middle of the image that the tower sees; use `images: aspect: pad`, or leave the row out");
    }

    private static RasterImage Seen(RasterImage image, ImageProcessor images) => images.Seen(image.Size).Of(image);

    // Rows do not see each other, so the gradient of the sum over rows is every row's own.
    private static torch.Tensor Gradient(MultimodalModel model, Data.MultimodalBatch batch, bool margin)
    {
        torch.Tensor projected;
        using (torch.no_grad()) projected = model.Projector.call(model.VisionFeatures(batch.PixelValues!)); // [B, Q, D]
        projected = projected.detach().requires_grad_(true);
        var sums = AnswerLogProbabilities.Sum(AnswerLogits.Of(model, batch, projected), batch.Targets, batch.AnswerIndex, batch.AnswerCount);
        var loss = margin ? sums.view(-1, 2).select(1, 1).sum() - sums.view(-1, 2).select(1, 0).sum() : -sums.sum();
        loss.backward();
        return projected.grad!.narrow(1, model.PrefixTokens, projected.size(1) - model.PrefixTokens);
    }

    private static JsonObject Item(GradientMapItem item) => new()
    {
        ["id"] = item.Id,
        ["group"] = "all",
        ["score"] = item.InMask,
        ["in_mask_chance"] = item.InMaskChance,
        ["pointing"] = item.Pointing ? 1 : 0,
    };

    private static JsonObject Picture(
        StagePictures pictures, int number, GroundedSample sample, ImageProcessor images, LabelMap mask, GradientMap map, GradientMapItem item) => new()
    {
        ["id"] = sample.Id,
        ["question"] = sample.Question,
        ["answer"] = sample.Answer,
        ["image"] = pictures.Write($"{number:d3}", Seen(sample.Image.Load(), images)),
        ["mask"] = pictures.Write($"{number:d3}-mask", new LabelMap(mask.Width, mask.Height, [.. mask.Labels.Select(l => (byte)(l * 255))])),
        ["map"] = new JsonArray([.. map.Values.Chunk(map.Grid.Width).Select(row => (JsonNode)new JsonArray([.. row.Select(v => (JsonNode)v)]))]),
        ["in_mask"] = item.InMask,
        ["hit"] = item.Pointing,
    };
}
