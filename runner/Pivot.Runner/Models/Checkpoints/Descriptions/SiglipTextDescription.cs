using System.Text.Json.Nodes;
using Pivot.Runner.Models.Layers;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's SiglipTextConfig.</summary>
internal static class SiglipTextDescription
{
    private const string ModelType = "siglip_text_model";

    public static SiglipTextShape Read(DescriptionReader reader)
    {
        reader.MustBe("model_type", ModelType, ModelType);
        reader.MustBeZero("attention_dropout");
        var width = reader.Int("hidden_size", 768);
        return reader.Checked(new SiglipTextShape
        {
            VocabSize = reader.Int("vocab_size", 32000),
            EmbedDim = width,
            MlpDim = reader.Int("intermediate_size", 3072),
            NumLayers = reader.Int("num_hidden_layers", 12),
            NumHeads = reader.Int("num_attention_heads", 12),
            MaxPositions = reader.Int("max_position_embeddings", 64),
            LayerNormEps = reader.Double("layer_norm_eps", 1e-6),
            Activation = reader.Activation("hidden_act", Activation.GeluTanh),
            StartToken = reader.Int("bos_token_id", 49406),
            EndToken = reader.Int("eos_token_id", 49407),
            PadToken = reader.Int("pad_token_id", 1),
            ProjectionDim = reader.Int("projection_size", width) is var projection && projection == width ? null : projection, // since transformers 4.49
        }, shape => shape.Check());
    }

    public static JsonObject Write(SiglipTextShape shape)
    {
        var description = new JsonObject
        {
            ["attention_dropout"] = PythonNumber.Of(0.0),
            ["bos_token_id"] = shape.StartToken,
            ["eos_token_id"] = shape.EndToken,
            ["hidden_act"] = Activations.NameOf(shape.Activation),
            ["hidden_size"] = shape.EmbedDim,
            ["intermediate_size"] = shape.MlpDim,
            ["layer_norm_eps"] = PythonNumber.Of(shape.LayerNormEps),
            ["max_position_embeddings"] = shape.MaxPositions,
            ["model_type"] = ModelType,
            ["num_attention_heads"] = shape.NumHeads,
            ["num_hidden_layers"] = shape.NumLayers,
            ["pad_token_id"] = shape.PadToken,
            ["vocab_size"] = shape.VocabSize,
        };
        if (shape.ProjectionDim is { } projection) description["projection_size"] = projection;
        return description;
    }
}
