using System.Text.Json.Nodes;
using Pivot.Runner.Models.Layers;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's CLIPTextConfig.</summary>
internal static class ClipTextDescription
{
    private const string ModelType = "clip_text_model";

    public static ClipTextShape Read(DescriptionReader reader)
    {
        reader.MustBe("model_type", ModelType, ModelType);
        reader.MustBeZero("attention_dropout");
        return reader.Checked(new ClipTextShape
        {
            VocabSize = reader.Int("vocab_size", 49408),
            EmbedDim = reader.Int("hidden_size", 512),
            MlpDim = reader.Int("intermediate_size", 2048),
            NumLayers = reader.Int("num_hidden_layers", 12),
            NumHeads = reader.Int("num_attention_heads", 8),
            MaxPositions = reader.Int("max_position_embeddings", 77),
            LayerNormEps = reader.Double("layer_norm_eps", 1e-5),
            Activation = reader.Activation("hidden_act", Activation.QuickGelu),
            StartToken = reader.Int("bos_token_id", 49406),
            EndToken = reader.Int("eos_token_id", 49407),
            PadToken = reader.Int("pad_token_id", 1),
        }, shape => shape.Check());
    }

    /// <param name="shape">The tower's sizes.</param>
    /// <param name="projectionDim">Width of the vectors that are compared, which the text tower's class repeats.</param>
    public static JsonObject Write(ClipTextShape shape, int projectionDim) => new()
    {
        ["attention_dropout"] = PythonNumber.Of(0.0),
        ["bos_token_id"] = shape.StartToken,
        ["eos_token_id"] = shape.EndToken,
        ["hidden_act"] = Activations.NameOf(shape.Activation),
        ["hidden_size"] = shape.EmbedDim,
        ["initializer_factor"] = PythonNumber.Of(1.0),
        ["initializer_range"] = PythonNumber.Of(0.02),
        ["intermediate_size"] = shape.MlpDim,
        ["layer_norm_eps"] = PythonNumber.Of(shape.LayerNormEps),
        ["max_position_embeddings"] = shape.MaxPositions,
        ["model_type"] = ModelType,
        ["num_attention_heads"] = shape.NumHeads,
        ["num_hidden_layers"] = shape.NumLayers,
        ["pad_token_id"] = shape.PadToken,
        ["projection_dim"] = projectionDim,
        ["vocab_size"] = shape.VocabSize,
    };
}
