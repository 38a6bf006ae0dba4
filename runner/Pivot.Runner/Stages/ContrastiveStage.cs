using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Vision;
using Pivot.Runner.Training;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary><c>contrastive</c>: a vision tower and a text tower learn to match images and captions.</summary>
public sealed class ContrastiveStage : IStage
{
    /// <inheritdoc/>
    public void Run(StageContext context, CancellationToken cancel)
    {
        var spec = (ContrastiveSpec)context.Node.Spec;
        var (model, tokenizer) = StageModels.Contrastive(context);
        using var _ = model;
        var length = model.TextShape.MaxPositions;
        var samples = DataViews.Captions(context.Node.Data);
        StageRows.Keep(context, samples.Report());
        var captions = samples.Select(s => Caption(tokenizer, s.Caption, length)).ToArray();
        var processor = StageImages.Of(context, model.VisionShape).Base;
        var images = new ImageBatches(processor, samples.Each(s => s.Image));
        var batches = new StepBatches<ContrastiveBatch>(
            samples.Count, spec.BatchSize, spec.Accumulate, context.Node.Seed ?? 0,
            rows => new ContrastiveBatch(images.Pixels(rows, context.Device), Ids(rows, captions, length, context.Device), Same(rows, captions, context.Device)));
        TrainingRun.Run(
            context, spec, model,
            [ModelPart.Of(Parts.VisionTower, model, "vision_model.", "visual_projection."), ModelPart.Of("text_tower", model, "text_model.", "text_projection."), ModelPart.Of("logit", model, "logit_")],
            Objective(model, spec.Loss), batches, cancel);
        ImageTextCheckpoint.Save(model, context.Folder.Checkpoint);
        tokenizer.Save(context.Folder.Checkpoint);
        ImageProcessorFile.Write(context.Folder.Checkpoint, processor.Settings);
    }

    private static ContrastiveObjective Objective(ImageTextModel model, string loss)
    {
        try
        {
            return new ContrastiveObjective(model, loss);
        }
        catch (ArgumentException e)
        {
            throw new StageException(e.Message, e);
        }
    }

    // SigLIP's text tower reads its last position, so that a caption is cut or padded to the tower's whole length; CLIP's the first end token.
    private static long[] Caption(Tokenizer tokenizer, string text, int length)
    {
        var ids = new long[length];
        Array.Fill(ids, tokenizer.PadId);
        var tokens = tokenizer.Encode(text);
        for (var i = 0; i < Math.Min(tokens.Length, ids.Length - 1); i++) ids[i] = tokens[i];
        ids[Math.Min(tokens.Length, ids.Length - 1)] = tokenizer.EndId;
        return ids;
    }

    private static torch.Tensor Ids(int[] rows, long[][] captions, int length, torch.Device device) =>
        torch.tensor(rows.SelectMany(r => captions[r]).ToArray(), [rows.Length, length], device: device);

    private static torch.Tensor Same(int[] rows, long[][] captions, torch.Device device)
    {
        var same = new bool[rows.Length * rows.Length];
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < rows.Length; j++) same[i * rows.Length + j] = captions[rows[i]].AsSpan().SequenceEqual(captions[rows[j]]);
        return torch.tensor(same, [rows.Length, rows.Length], device: device);
    }
}
