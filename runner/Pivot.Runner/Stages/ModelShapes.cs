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
            NumLayers = tower.Depth, NumHeads = tower.Heads, Registers = tower.Registers, SwiGlu = tower.Mlp == "swiglu",
        },
        var other => throw new ArgumentException($"no vision tower is called '{other}'; there are siglip, clip, dinov2"),
    };

    /// <summary>The projector between a tower and the model's language model.</summary>
    /// <param name="model">The model; it has a language model.</param>
    /// <param name="tower">The tower's sizes, which may be another stage's.</param>
    public static ProjectorShape Projector(ModelSpec model, VisionShape tower)
    {
        var shape = new ProjectorShape(model.Projector.Arch, tower.EmbedDim, model.LanguageModel!.Width);
        return shape.ReadsGrid ? shape with { Factor = model.Projector.Factor } : shape;
    }

    /// <summary>The text tower that stands opposite a vision tower: as wide, as deep and with as many heads.</summary>
    /// <param name="tower">The vision tower's widths.</param>
    /// <param name="vision">The vision tower, which says of which kind the pair is.</param>
    /// <param name="vocabSize">Tokens of the text tower.</param>
    /// <param name="endToken">The token that ends a text.</param>
    /// <param name="padToken">The token that fills a text up.</param>
    /// <exception cref="StageException">No text tower goes with such a vision tower, or none with such tokens.</exception>
    public static TextShape Text(VisionTowerSpec tower, VisionShape vision, int vocabSize, int endToken, int padToken) => vision switch
    {
        SiglipVisionShape => new SiglipTextShape
        {
            VocabSize = vocabSize, MaxPositions = CaptionLength, EmbedDim = tower.Width, MlpDim = ModelWidths.Mlp(tower), NumLayers = tower.Depth,
            NumHeads = tower.Heads, EndToken = endToken, PadToken = padToken,
        },
        ClipVisionShape when endToken == ClipTextShape.LegacyEndToken => throw new StageException(
            $"the tokenizer ends texts with token {ClipTextShape.LegacyEndToken}, which transformers' CLIP takes for the mark of an old file, reading the largest id "
            + "instead; take another tokenizer for a clip tower's text tower"),
        ClipVisionShape => new ClipTextShape
        {
            VocabSize = vocabSize, MaxPositions = CaptionLength, EmbedDim = tower.Width, MlpDim = ModelWidths.Mlp(tower), NumLayers = tower.Depth,
            NumHeads = tower.Heads, EndToken = endToken, PadToken = padToken,
        },
        _ => throw new StageException($"contrastive pretraining goes with a vision tower of arch siglip or clip; there is no text tower for {vision.Arch}"),
    };

    /// <summary>The language model's shape.</summary>
    public static LanguageShape Language(LanguageModelSpec language, int vocabSize) => new()
    {
        Arch = language.Arch,
        VocabSize = vocabSize,
        EmbedDim = language.Width,
        MlpDim = ModelWidths.Mlp(language),
        NumLayers = language.Depth,
        NumHeads = language.Heads,
        NumKvHeads = language.KvHeads ?? language.Heads,
        HeadDim = ModelWidths.Head(language),
        RopeTheta = language.RopeTheta,
        RopeScaling = language.RopeScaling is { } s ? new Llama3RopeScaling(s.Factor, s.LowFrequency, s.HighFrequency, s.OriginalLength) : null,
        TieWordEmbeddings = language.TieEmbeddings,
        MaxPositions = language.MaxLength,
    };
}
