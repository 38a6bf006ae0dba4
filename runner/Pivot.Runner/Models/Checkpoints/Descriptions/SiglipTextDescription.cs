using System.Text.Json.Nodes;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's SiglipTextConfig.</summary>
internal static class SiglipTextDescription
{
    private const string ModelType = "siglip_text_model";

    public static SiglipTextShape Read(DescriptionReader reader)
    {
        reader.MustBe("model_type", ModelType, ModelType);
        reader.MustBe("hidden_act", "gelu_pytorch_tanh", "gelu_pytorch_tanh");
        return reader.Checked(new SiglipTextShape
        {
            VocabSize = reader.Int("vocab_size", 32000),
            EmbedDim = reader.Int("hidden_size", 768),
            MlpDim = reader.Int("intermediate_size", 3072),
            NumLayers = reader.Int("num_hidden_layers", 12),
            NumHeads = reader.Int("num_attention_heads", 12),
            MaxPositions = reader.Int("max_position_embeddings", 64),
            LayerNormEps = reader.Double("layer_norm_eps", 1e-6),
        }, shape => shape.Check());
    }

    public static JsonObject Write(SiglipTextShape shape) => new()
    {
        ["attention_dropout"] = 0.0,
        ["hidden_act"] = "gelu_pytorch_tanh",
        ["hidden_size"] = shape.EmbedDim,
        ["intermediate_size"] = shape.MlpDim,
        ["layer_norm_eps"] = shape.LayerNormEps,
        ["max_position_embeddings"] = shape.MaxPositions,
        ["model_type"] = ModelType,
        ["num_attention_heads"] = shape.NumHeads,
        ["num_hidden_layers"] = shape.NumLayers,
        ["vocab_size"] = shape.VocabSize,
    };
}
