using System.Text.Json.Nodes;
using Pivot.Runner.Models.Layers;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's SiglipVisionConfig.</summary>
internal static class SiglipVisionDescription
{
    public const string ModelType = "siglip_vision_model";

    public static SiglipVisionShape Read(DescriptionReader reader)
    {
        reader.MustBe("model_type", ModelType, ModelType);
        reader.MustBeZero("attention_dropout");
        return reader.Checked(new SiglipVisionShape
        {
            ImageSize = reader.Int("image_size", 224),
            PatchSize = reader.Int("patch_size", 16),
            EmbedDim = reader.Int("hidden_size", 768),
            MlpDim = reader.Int("intermediate_size", 3072),
            NumLayers = reader.Int("num_hidden_layers", 12),
            NumHeads = reader.Int("num_attention_heads", 12),
            LayerNormEps = reader.Double("layer_norm_eps", 1e-6),
            NumChannels = reader.Int("num_channels", 3),
            Activation = reader.Activation("hidden_act", Activation.GeluTanh),
            HasHead = reader.Bool("vision_use_head", true),
        }, shape => shape.Check());
    }

    public static JsonObject Write(SiglipVisionShape shape)
    {
        var description = new JsonObject
        {
            ["attention_dropout"] = PythonNumber.Of(0.0),
            ["hidden_act"] = Activations.NameOf(shape.Activation),
            ["hidden_size"] = shape.EmbedDim,
            ["image_size"] = shape.ImageSize,
            ["intermediate_size"] = shape.MlpDim,
            ["layer_norm_eps"] = PythonNumber.Of(shape.LayerNormEps),
            ["model_type"] = ModelType,
            ["num_attention_heads"] = shape.NumHeads,
            ["num_channels"] = shape.NumChannels,
            ["num_hidden_layers"] = shape.NumLayers,
            ["patch_size"] = shape.PatchSize,
        };
        if (!shape.HasHead) description["vision_use_head"] = false;
        return description;
    }
}
