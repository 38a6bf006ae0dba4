using System.Text.Json.Nodes;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's LlavaConfig (4.46) around a vision tower and a language model.</summary>
/// <param name="Vision">Sizes of the tower.</param>
/// <param name="Language">Sizes of the language model.</param>
/// <param name="ImageTokenId">image_token_index.</param>
/// <param name="VisionFeatureLayer">vision_feature_layer.</param>
internal sealed record LlavaDescription(VisionShape Vision, LanguageShape Language, int ImageTokenId, int VisionFeatureLayer)
{
    public const string ModelType = "llava";

    public static LlavaDescription Read(DescriptionReader reader)
    {
        reader.MustBe("model_type", ModelType, ModelType);
        reader.MustBe("projector_hidden_act", "gelu", "gelu");
        // "default" drops the first token, which is a class token in CLIP and a patch in SigLIP.
        reader.MustBe("vision_feature_select_strategy", "default", "full");
        return new LlavaDescription(
            VisionDescriptions.Read(reader.Object("vision_config")), LanguageDescriptions.Read(reader.Object("text_config")),
            reader.Int("image_token_index", 32000), reader.Int("vision_feature_layer", -2));
    }

    public JsonObject Write() => DescriptionVersion.Top("LlavaForConditionalGeneration", new JsonObject
    {
        ["ignore_index"] = -100,
        ["image_seq_length"] = Vision.NumPatches,
        ["image_token_index"] = ImageTokenId,
        ["model_type"] = ModelType,
        ["projector_hidden_act"] = "gelu",
        ["text_config"] = LanguageDescriptions.Write(Language),
        ["tie_word_embeddings"] = Language.TieWordEmbeddings,
        ["vision_config"] = VisionDescriptions.Write(Vision),
        ["vision_feature_layer"] = VisionFeatureLayer,
        ["vision_feature_select_strategy"] = "full",
    });
}
