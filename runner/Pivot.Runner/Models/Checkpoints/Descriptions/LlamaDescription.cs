using System.Text.Json.Nodes;
using Pivot.Runner.Models.Language;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's LlamaConfig (4.46).</summary>
internal static class LlamaDescription
{
    public const string ModelType = "llama";

    public static LanguageShape Read(DescriptionReader reader)
    {
        reader.MustBe("model_type", ModelType, ModelType);
        reader.MustBe("hidden_act", "silu", "silu");
        reader.MustBeZero("attention_dropout");
        reader.MustBe("pretraining_tp", 1);
        reader.MustBe("partial_rotary_factor", 1);
        var (width, heads) = (reader.Int("hidden_size", 4096), reader.Int("num_attention_heads", 32));
        var shape = new LanguageShape
        {
            Arch = LanguageShape.Llama,
            VocabSize = reader.Int("vocab_size", 32000),
            EmbedDim = width,
            MlpDim = reader.Int("intermediate_size", 11008),
            NumLayers = reader.Int("num_hidden_layers", 32),
            NumHeads = heads,
            NumKvHeads = reader.Int("num_key_value_heads", heads),
            AttentionBias = reader.Bool("attention_bias", false),
            MlpBias = reader.Bool("mlp_bias", false),
            RmsNormEps = reader.Double("rms_norm_eps", 1e-6),
            RopeTheta = reader.Double("rope_theta", 10_000),
            RopeScaling = RopeScalingDescription.Read(reader),
            TieWordEmbeddings = reader.Bool("tie_word_embeddings", false),
            MaxPositions = reader.Int("max_position_embeddings", 2048),
            Marks = MarkTokensDescription.Read(reader, begin: 1, end: 2),
        };
        // Written as given only where it says something, so that a shape read equals the one it was written from.
        if (reader.OptionalInt("head_dim", null) is { } headDim && (heads < 1 || headDim * (long)heads != width)) shape = shape with { HeadDim = headDim };
        return reader.Checked(shape, made => made.Check());
    }

    /// <summary>What transformers writes of a fresh model; bos and eos are there even as null, since the class has defaults of its own.</summary>
    public static JsonObject Write(LanguageShape shape)
    {
        var description = new JsonObject
        {
            ["attention_bias"] = shape.AttentionBias,
            ["attention_dropout"] = PythonNumber.Of(0),
            [MarkTokensDescription.Begin] = shape.Marks.Begin,
            [MarkTokensDescription.End] = MarkTokensDescription.Ends(shape.Marks),
            ["head_dim"] = shape.HeadDim,
            ["hidden_act"] = "silu",
            ["hidden_size"] = shape.EmbedDim,
            ["initializer_range"] = PythonNumber.Of(0.02),
            ["intermediate_size"] = shape.MlpDim,
            ["max_position_embeddings"] = shape.MaxPositions,
            ["mlp_bias"] = shape.MlpBias,
            ["model_type"] = ModelType,
            ["num_attention_heads"] = shape.NumHeads,
            ["num_hidden_layers"] = shape.NumLayers,
            ["num_key_value_heads"] = shape.NumKvHeads,
        };
        if (shape.Marks.Pad is { } pad) description[MarkTokensDescription.Pad] = pad;
        description["pretraining_tp"] = 1;
        description["rms_norm_eps"] = PythonNumber.Of(shape.RmsNormEps);
        description["rope_scaling"] = RopeScalingDescription.Write(shape.RopeScaling);
        description["rope_theta"] = PythonNumber.Of(shape.RopeTheta);
        description["tie_word_embeddings"] = shape.TieWordEmbeddings;
        description["use_cache"] = true;
        description["vocab_size"] = shape.VocabSize;
        return description;
    }
}
