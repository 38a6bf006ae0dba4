using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using Pivot.Runner.Store;

namespace Pivot.Runner.Stages;

/// <summary>The models a stage works on: out of its parents' checkpoints, the rest made fresh from the spec's widths and the node's seed.</summary>
public static class StageModels
{
    /// <summary>The multimodal model a stage starts from or measures.</summary>
    public static StageModel Multimodal(StageContext context)
    {
        if (context.Parents.TryGetValue(ParentRoles.From, out var from) && MultimodalCheckpoint.IsIn(from.Folder.Checkpoint))
        {
            return new StageModel(
                MultimodalCheckpoint.Load(from.Folder.Checkpoint, context.Device), TokenizerFile.Load(from.Folder.Checkpoint));
        }
        var spec = context.Node.Model!;
        var tokenizer = TokenizerTexts.Build(spec.Tokenizer, context.Node.TokenizerData);
        var language = new Qwen2ForCausalLM(ModelShapes.Language(spec.LanguageModel!, tokenizer.VocabSize));
        var shape = ModelShapes.Vision(spec.VisionTower);
        var projector = new MlpProjector(shape.EmbedDim, spec.LanguageModel!.Width);
        var model = new MultimodalModel(
            new SiglipVisionModel(shape), projector, language, Tokenizer.Image, spec.VisionTower.FeatureLayer);
        Initializer.Initialize(model, context.Node.Seed ?? 0);
        if (Tower(context) is { } tower)
        {
            using (tower) ModuleState.Copy(tower, model.VisionTower);
        }
        model.to(context.Device);
        return new StageModel(model, tokenizer);
    }

    /// <summary>The two towers that contrastive pretraining starts from: a parent's, or fresh ones.</summary>
    public static (SiglipModel Model, Tokenizer Tokenizer) Contrastive(StageContext context)
    {
        if (context.Parents.TryGetValue(ParentRoles.From, out var from) && SiglipCheckpoint.IsIn(from.Folder.Checkpoint))
            return (SiglipCheckpoint.Load(from.Folder.Checkpoint, context.Device), TokenizerFile.Load(from.Folder.Checkpoint));
        var spec = context.Node.Model!;
        var tokenizer = TokenizerTexts.Build(spec.Tokenizer, context.Node.TokenizerData);
        var model = new SiglipModel(ModelShapes.Vision(spec.VisionTower), ModelShapes.Text(spec.VisionTower, tokenizer.VocabSize));
        Initializer.Initialize(model, context.Node.Seed ?? 0);
        if (Tower(context) is { } tower)
        {
            using (tower) ModuleState.Copy(tower, model.VisionModel);
        }
        model.to(context.Device);
        return (model, tokenizer);
    }

    /// <summary>The vision tower in a parent's checkpoint (role <c>vision_tower</c> before <c>from</c>), or null when there is no parent.</summary>
    private static SiglipVisionModel? Tower(StageContext context)
    {
        if (!context.Parents.TryGetValue(ParentRoles.VisionTower, out var parent) && !context.Parents.TryGetValue(ParentRoles.From, out parent))
            return null;
        return Tower(parent);
    }

    private static SiglipVisionModel Tower(CompletedStage parent) => VisionTowerCheckpoint.Load(parent.Folder.Checkpoint, TorchSharp.torch.CPU);
}
