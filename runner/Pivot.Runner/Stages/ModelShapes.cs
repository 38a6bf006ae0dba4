using Pivot.Dsl.Graphs;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Stages;

/// <summary>From the spec's widths to the models' shapes.</summary>
public static class ModelShapes
{
    /// <summary>Length of a caption in the text tower, in tokens; longer ones are cut (SigLIP: 64).</summary>
    public const int CaptionLength = ModelWidths.CaptionLength;

    /// <summary>The vision tower's shape. A SigLIP's attention-pooling head is there for contrastive pretraining.</summary>
    /// <exception cref="ArgumentException">There is no such architecture.</exception>
    public static VisionShape Vision(VisionTowerSpec tower) => tower.Arch switch
    {
        "siglip" => new SiglipVisionShape
        {
            ImageSize = tower.ImageSize, PatchSize = tower.PatchSize, EmbedDim = tower.Width, MlpDim = ModelWidths.Mlp(tower),
            NumLayers = tower.Depth, NumHeads = tower.Heads, HasHead = true,
        },
        "clip" => new ClipVisionShape
        {
            ImageSize = tower.ImageSize, PatchSize = tower.PatchSize, EmbedDim = tower.Width, MlpDim = ModelWidths.Mlp(tower),
            NumLayers = tower.Depth, NumHeads = tower.Heads, ProjectionDim = tower.Width,
        },
        "dinov2" => new Dinov2VisionShape
        {
            ImageSize = tower.ImageSize, PatchSize = tower.PatchSize, EmbedDim = tower.Width, MlpDim = ModelWidths.Mlp(tower),
            NumLayers = tower.Depth, NumHeads = tower.Heads,
        },
        var other => throw new ArgumentException($"no vision tower is called '{other}'; there are siglip, clip, dinov2"),
    };

    /// <summary>The projector between a tower and the model's language model.</summary>
    /// <param name="model">The model; it has a language model.</param>
    /// <param name="tower">The tower's sizes, which may be another stage's.</param>
    public static ProjectorShape Projector(ModelSpec model, VisionShape tower) => new(model.Projector.Arch, tower.EmbedDim, model.LanguageModel!.Width);

    /// <summary>The text tower that stands opposite a vision tower: as wide, as deep and with as many heads.</summary>
    /// <param name="tower">The vision tower's widths.</param>
    /// <param name="vision">The vision tower, which says of which kind the pair is.</param>
    /// <param name="vocabSize">Tokens of the text tower.</param>
    /// <exception cref="StageException">No text tower goes with such a vision tower.</exception>
    public static TextShape Text(VisionTowerSpec tower, VisionShape vision, int vocabSize) => vision switch
    {
        SiglipVisionShape => new SiglipTextShape
        {
            VocabSize = vocabSize, MaxPositions = CaptionLength, EmbedDim = tower.Width, MlpDim = ModelWidths.Mlp(tower), NumLayers = tower.Depth,
            NumHeads = tower.Heads, EndToken = Tokenizer.End, PadToken = Tokenizer.Pad,
        },
        ClipVisionShape => new ClipTextShape
        {
            VocabSize = vocabSize, MaxPositions = CaptionLength, EmbedDim = tower.Width, MlpDim = ModelWidths.Mlp(tower), NumLayers = tower.Depth,
            NumHeads = tower.Heads, EndToken = Tokenizer.End, PadToken = Tokenizer.Pad,
        },
        _ => throw new StageException($"contrastive pretraining goes with a vision tower of arch siglip or clip; there is no text tower for {vision.Arch}"),
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
