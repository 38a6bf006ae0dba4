using System.Text.Json.Nodes;
using Pivot.Runner.Models.Language;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's Qwen2Config.</summary>
internal static class Qwen2Description
{
    public const string ModelType = "qwen2";

    public static LanguageShape Read(DescriptionReader reader)
    {
        reader.MustBe("model_type", ModelType, ModelType);
        reader.MustBe("hidden_act", "silu", "silu");
        reader.MustBeAbsent("rope_scaling");
        reader.MustBeOff("use_sliding_window");
        var heads = reader.Int("num_attention_heads", 32);
        var shape = reader.Checked(new LanguageShape
        {
            VocabSize = reader.Int("vocab_size", 151936),
            EmbedDim = reader.Int("hidden_size", 4096),
            MlpDim = reader.Int("intermediate_size", 22016),
            NumLayers = reader.Int("num_hidden_layers", 32),
            NumHeads = heads,
            NumKvHeads = reader.Int("num_key_value_heads", 32),
            RmsNormEps = reader.Double("rms_norm_eps", 1e-6),
            RopeTheta = reader.Double("rope_theta", 10_000),
            TieWordEmbeddings = reader.Bool("tie_word_embeddings", false),
            MaxPositions = reader.Int("max_position_embeddings", 32768),
        }, shape => shape.Check());
        var headDim = reader.Int("head_dim", shape.HeadDim);
        if (headDim != shape.HeadDim)
            throw new CheckpointException($"{reader.Path}: head_dim is {headDim}; supported is hidden_size / num_attention_heads = {shape.HeadDim}");
        return shape;
    }

    public static JsonObject Write(LanguageShape shape) => new()
    {
        ["attention_dropout"] = 0.0,
        ["hidden_act"] = "silu",
        ["hidden_size"] = shape.EmbedDim,
        ["initializer_range"] = 0.02,
        ["intermediate_size"] = shape.MlpDim,
        ["max_position_embeddings"] = shape.MaxPositions,
        ["model_type"] = ModelType,
        ["num_attention_heads"] = shape.NumHeads,
        ["num_hidden_layers"] = shape.NumLayers,
        ["num_key_value_heads"] = shape.NumKvHeads,
        ["rms_norm_eps"] = shape.RmsNormEps,
        ["rope_scaling"] = null,
        ["rope_theta"] = shape.RopeTheta,
        ["sliding_window"] = null,
        ["tie_word_embeddings"] = shape.TieWordEmbeddings,
        ["use_cache"] = true,
        ["use_sliding_window"] = false,
        ["vocab_size"] = shape.VocabSize,
    };
}
