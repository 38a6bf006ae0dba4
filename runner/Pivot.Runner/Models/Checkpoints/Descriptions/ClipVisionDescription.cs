using System.Text.Json.Nodes;
using Pivot.Runner.Models.Layers;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's CLIPVisionConfig.</summary>
internal static class ClipVisionDescription
{
    public const string ModelType = "clip_vision_model";

    public static ClipVisionShape Read(DescriptionReader reader)
    {
        reader.MustBe("model_type", ModelType, ModelType);
        reader.MustBeZero("attention_dropout");
        return reader.Checked(new ClipVisionShape
        {
            ImageSize = reader.Int("image_size", 224),
            PatchSize = reader.Int("patch_size", 32),
            EmbedDim = reader.Int("hidden_size", 768),
            MlpDim = reader.Int("intermediate_size", 3072),
            NumLayers = reader.Int("num_hidden_layers", 12),
            NumHeads = reader.Int("num_attention_heads", 12),
            LayerNormEps = reader.Double("layer_norm_eps", 1e-5),
            NumChannels = reader.Int("num_channels", 3),
            Activation = reader.Activation("hidden_act", Activation.QuickGelu),
            ProjectionDim = reader.Int("projection_dim", 512),
        }, shape => shape.Check());
    }

    public static JsonObject Write(ClipVisionShape shape) => new()
    {
        ["attention_dropout"] = PythonNumber.Of(0.0),
        ["hidden_act"] = Activations.NameOf(shape.Activation),
        ["hidden_size"] = shape.EmbedDim,
        ["image_size"] = shape.ImageSize,
        ["initializer_factor"] = PythonNumber.Of(1.0),
        ["initializer_range"] = PythonNumber.Of(0.02),
        ["intermediate_size"] = shape.MlpDim,
        ["layer_norm_eps"] = PythonNumber.Of(shape.LayerNormEps),
        ["model_type"] = ModelType,
        ["num_attention_heads"] = shape.NumHeads,
        ["num_channels"] = shape.NumChannels,
        ["num_hidden_layers"] = shape.NumLayers,
        ["patch_size"] = shape.PatchSize,
        ["projection_dim"] = shape.ProjectionDim,
    };
}
