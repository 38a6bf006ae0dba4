using Pivot.Dsl.Graphs;
using Pivot.Dsl.Specs;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Stages;

/// <summary>From the spec's widths to the models' shapes.</summary>
public static class ModelShapes
{
    /// <summary>Length of a caption in the text tower, in tokens; longer ones are cut (SigLIP: 64).</summary>
    public const int CaptionLength = ModelWidths.CaptionLength;

    /// <summary>The vision tower's shape. The attention-pooling head is there for contrastive pretraining.</summary>
    public static SiglipVisionShape Vision(VisionTowerSpec tower) => new()
    {
        ImageSize = tower.ImageSize,
        PatchSize = tower.PatchSize,
        EmbedDim = tower.Width,
        MlpDim = ModelWidths.Mlp(tower),
        NumLayers = tower.Depth,
        NumHeads = tower.Heads,
        HasHead = true,
    };

    /// <summary>The projector between a tower and the model's language model.</summary>
    /// <param name="model">The model; it has a language model.</param>
    /// <param name="tower">The tower's sizes, which may be another stage's.</param>
    public static ProjectorShape Projector(ModelSpec model, VisionShape tower) => new(model.Projector.Arch, tower.EmbedDim, model.LanguageModel!.Width);

    /// <summary>The text tower that stands opposite the vision tower: as wide, as deep and with as many heads.</summary>
    public static SiglipTextShape Text(VisionTowerSpec tower, int vocabSize) => new()
    {
        VocabSize = vocabSize,
        MaxPositions = CaptionLength,
        EmbedDim = tower.Width,
        MlpDim = ModelWidths.Mlp(tower),
        NumLayers = tower.Depth,
        NumHeads = tower.Heads,
    };

    /// <summary>The language model's shape.</summary>
    public static LanguageShape Language(LanguageModelSpec language, int vocabSize) => new()
    {
        VocabSize = vocabSize,
        EmbedDim = language.Width,
        MlpDim = ModelWidths.Mlp(language),
        NumLayers = language.Depth,
        NumHeads = language.Heads,
        NumKvHeads = language.KvHeads ?? language.Heads,
        RopeTheta = language.RopeTheta,
        TieWordEmbeddings = language.TieEmbeddings,
        MaxPositions = language.MaxLength,
    };
}
