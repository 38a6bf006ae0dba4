using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using Pivot.Runner.Store;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>
/// The models a stage works on: out of its parents' checkpoints or the one that the spec names, the rest made fresh from the spec's widths and the node's seed.
/// </summary>
public static class StageModels
{
    /// <summary>The multimodal model a stage starts from or measures.</summary>
    public static StageModel Multimodal(StageContext context)
    {
        var parent = Parent(context);
        if (parent is { Model.Multimodal: { } whole, Role: ParentRoles.From })
            return new StageModel(whole, TokenizerTexts.Of(context, context.Parents[ParentRoles.From]), StageImages.Of(context, whole.VisionTower.Shape, whole.Anyres));
        var spec = context.Node.Model!;
        var tokenizer = TokenizerTexts.Build(spec.Tokenizer, context.Node.TokenizerData);
        var model = parent is null && spec.Checkpoint is { } folder ? Whole(context, folder, tokenizer) : Assembled(context, spec, tokenizer, parent?.Model);
        return new StageModel(model, tokenizer, StageImages.Of(context, model.VisionTower.Shape, model.Anyres));
    }

    private static MultimodalModel Whole(StageContext context, string folder, Tokenizer tokenizer)
    {
        var model = MultimodalCheckpoint.Load(folder, context.Device);
        if (model.ImageTokenId == tokenizer.ImageId) return model;
        var expected = model.ImageTokenId;
        model.Dispose();
        throw new StageException($"{folder}: config.json puts an image at token {expected}, and the tokenizer's <image> is token {tokenizer.ImageId}; the folder's files are of two models");
    }

    private static MultimodalModel Assembled(StageContext context, ModelSpec spec, Tokenizer tokenizer, ParentModel? parent)
    {
        var shape = parent?.VisionTower.Shape ?? ModelShapes.Vision(spec.VisionTower);
        var pretrained = spec.LanguageModel!.Checkpoint;
        var language = pretrained is null
            ? new CausalLanguageModel(ModelShapes.Language(spec.LanguageModel, tokenizer.VocabSize))
            : EmbeddingRows.AtLeast(LanguageModelCheckpoint.Load(pretrained, context.Device), Math.Max(tokenizer.VocabSize, tokenizer.ImageId + 1));
        var model = new MultimodalModel(
            VisionTowers.Build(shape), ProjectorCatalog.Build(ModelShapes.Projector(spec, shape)), language, tokenizer.ImageId, spec.VisionTower.FeatureLayer,
            spec.VisionTower.Tokens == "all" && shape.PrefixTokens > 0, StageImages.Tiles(context, shape));
        Draw(model, model.VisionTower, context, parent, name => pretrained is null || !name.StartsWith("language_model.", StringComparison.Ordinal));
        return model;
    }

    /// <summary>The two towers that contrastive pretraining starts from: a parent's, or fresh ones.</summary>
    public static (ImageTextModel Model, Tokenizer Tokenizer) Contrastive(StageContext context)
    {
        var parent = Parent(context);
        if (parent is { Model.Towers: { } towers, Role: ParentRoles.From })
            return (towers, TokenizerTexts.Of(context, context.Parents[ParentRoles.From]));
        var spec = context.Node.Model!;
        var tokenizer = TokenizerTexts.Build(spec.Tokenizer, context.Node.TokenizerData);
        var shape = parent?.Model.VisionTower.Shape ?? ModelShapes.Vision(spec.VisionTower);
        // Nothing is taken along of what a checkpoint's tower was compared through.
        if (shape is ClipVisionShape clip) shape = clip with { ProjectionDim = clip.EmbedDim };
        var model = ImageTextModels.Build(shape, ModelShapes.Text(spec.VisionTower, shape, tokenizer.VocabSize, tokenizer.EndId, tokenizer.PadId));
        Draw(model, model.VisionTower(), context, parent?.Model);
        return (model, tokenizer);
    }

    // A tower taken out of another stage (the PIVOT step) goes before the tower of the stage it starts from.
    // A checkpoint that the spec names stands for the widths and the draw of a tower that no stage brings.
    private static (ParentModel Model, string? Role)? Parent(StageContext context)
    {
        foreach (var role in new[] { ParentRoles.VisionTower, ParentRoles.From })
            if (context.Parents.TryGetValue(role, out CompletedStage? stage)) return (ParentModel.Load(stage, context.Device), role);
        return context.Node.Model!.VisionTower.Checkpoint is { } folder ? (ParentModel.LoadTower(folder, context.Device), null) : null;
    }

    private static void Draw(torch.nn.Module model, VisionTower tower, StageContext context, ParentModel? parent, Func<string, bool>? isDrawn = null)
    {
        Initializer.Draw(model, context.Node.Seed ?? 0, isDrawn);
        if (parent is not null)
        {
            using (parent) Copy(parent.VisionTower, tower);
        }
        model.to(context.Device);
    }

    private static void Copy(torch.nn.Module from, torch.nn.Module to)
    {
        using var noGrad = torch.no_grad();
        var weights = ModuleState.Of(from);
        foreach (var (name, parameter) in ModuleState.Of(to)) parameter.copy_(weights[name]);
        CheckpointOrigin.Carry(from, to);
    }
}
