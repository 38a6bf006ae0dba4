using System.Text.Json.Nodes;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's LlavaConfig (4.46) around a vision tower and a language model; with anyres the model of a <see cref="OnevisionDescription"/>.</summary>
/// <param name="Vision">Sizes of the tower.</param>
/// <param name="Language">Sizes of the language model.</param>
/// <param name="Projector">What stands between them.</param>
/// <param name="ImageTokenId">image_token_index.</param>
/// <param name="VisionFeatureLayer">vision_feature_layer.</param>
/// <param name="ReadsAllTokens">Whether the projector reads class token and registers too.</param>
internal sealed record LlavaDescription(
    VisionShape Vision, LanguageShape Language, ProjectorShape Projector, int ImageTokenId, int VisionFeatureLayer, bool ReadsAllTokens)
{
    public const string ModelType = "llava";

    /// <summary>How images are cut into tiles; null for a LLaVA.</summary>
    public AnyresLayout? Anyres { get; init; }

    /// <summary>pad_token_id of the whole.</summary>
    public int? PadTokenId { get; init; }

    /// <summary>video_token_index; null for a LLaVA.</summary>
    public int? VideoTokenId { get; init; }

    public static LlavaDescription Read(DescriptionReader reader)
    {
        if (reader.Text("model_type", ModelType) == OnevisionDescription.ModelType) return OnevisionDescription.Read(reader);
        reader.MustBe("model_type", ModelType, ModelType);
        var vision = VisionDescriptions.Read(reader.Object("vision_config"));
        var language = LanguageDescriptions.Read(reader.Object("text_config"), LlamaDescription.ModelType);
        return new LlavaDescription(
            vision, language, ProjectorDescription.Read(reader, vision.EmbedDim, language.EmbedDim),
            reader.Int("image_token_index", 32000), reader.Int("vision_feature_layer", -2), FeatureSelection.ReadsAll(reader, vision))
        {
            PadTokenId = reader.OptionalInt(MarkTokensDescription.Pad, null),
        };
    }

    public static LlavaDescription Of(MultimodalModel model) => new(
        model.VisionTower.Shape, model.LanguageModel.Shape, model.Projector.Shape, model.ImageTokenId, model.VisionFeatureLayer, model.ReadsAllTokens)
    {
        Anyres = model.Anyres, PadTokenId = model.PadTokenId, VideoTokenId = model.VideoTokenId,
    };

    public JsonObject Write()
    {
        if (Anyres is not null) return OnevisionDescription.Write(this);
        var description = new JsonObject
        {
            ["ignore_index"] = -100,
            ["image_seq_length"] = Projector.Tokens(Vision.NumPatches + (ReadsAllTokens ? Vision.PrefixTokens : 0)),
            ["image_token_index"] = ImageTokenId,
            ["model_type"] = ModelType,
            ["text_config"] = LanguageDescriptions.Write(Language),
            ["vision_config"] = VisionDescriptions.Write(Vision),
            ["vision_feature_layer"] = VisionFeatureLayer,
        };
        // transformers leaves out what equals its base class's default.
        if (!Language.TieWordEmbeddings) description["tie_word_embeddings"] = false;
        if (PadTokenId is { } pad) description[MarkTokensDescription.Pad] = pad;
        ProjectorDescription.Write(Projector, description);
        FeatureSelection.Write(ReadsAllTokens, Vision, description);
        return DescriptionVersion.Top("LlavaForConditionalGeneration", description);
    }
}
