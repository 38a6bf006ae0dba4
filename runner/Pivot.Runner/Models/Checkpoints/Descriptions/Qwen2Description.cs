using System.Text.Json.Nodes;
using Pivot.Runner.Models.Language;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's Qwen2Config (4.46), which Qwen2.5 has too.</summary>
internal static class Qwen2Description
{
    public const string ModelType = "qwen2";

    public static LanguageShape Read(DescriptionReader reader)
    {
        reader.MustBe("model_type", ModelType, ModelType);
        reader.MustBe("hidden_act", "silu", "silu");
        reader.MustBeZero("attention_dropout");
        reader.MustBeOff("use_sliding_window");
        var heads = reader.Int("num_attention_heads", 32);
        var shape = reader.Checked(new LanguageShape
        {
            VocabSize = reader.Int("vocab_size", 151936),
            EmbedDim = reader.Int("hidden_size", 4096),
            MlpDim = reader.Int("intermediate_size", 22016),
            NumLayers = reader.Int("num_hidden_layers", 32),
            NumHeads = heads,
            NumKvHeads = reader.OptionalInt("num_key_value_heads", 32) ?? heads,
            RmsNormEps = reader.Double("rms_norm_eps", 1e-6),
            RopeTheta = reader.Double("rope_theta", 10_000),
            RopeScaling = RopeScalingDescription.Read(reader),
            TieWordEmbeddings = reader.Bool("tie_word_embeddings", false),
            MaxPositions = reader.Int("max_position_embeddings", 32768),
            Marks = MarkTokensDescription.Read(reader),
        }, shape => shape.Check());
        var headDim = reader.Int("head_dim", shape.HeadDim);
        if (headDim != shape.HeadDim)
            throw new CheckpointException($"{reader.Path}: head_dim is {headDim}; supported is hidden_size / num_attention_heads = {shape.HeadDim}");
        return shape;
    }

    /// <summary>What transformers writes of a fresh model; what a loaded one said besides is kept by who writes it (<see cref="DescriptionPatch"/>).</summary>
    public static JsonObject Write(LanguageShape shape)
    {
        var description = new JsonObject { ["attention_dropout"] = PythonNumber.Of(0) };
        if (shape.Marks.Begin is { } begin) description[MarkTokensDescription.Begin] = begin;
        if (MarkTokensDescription.Ends(shape.Marks) is { } ends) description[MarkTokensDescription.End] = ends;
        description["hidden_act"] = "silu";
        description["hidden_size"] = shape.EmbedDim;
        description["initializer_range"] = PythonNumber.Of(0.02);
        description["intermediate_size"] = shape.MlpDim;
        description["max_position_embeddings"] = shape.MaxPositions;
        description["max_window_layers"] = 28;
        description["model_type"] = ModelType;
        description["num_attention_heads"] = shape.NumHeads;
        description["num_hidden_layers"] = shape.NumLayers;
        description["num_key_value_heads"] = shape.NumKvHeads;
        if (shape.Marks.Pad is { } pad) description[MarkTokensDescription.Pad] = pad;
        description["rms_norm_eps"] = PythonNumber.Of(shape.RmsNormEps);
        description["rope_scaling"] = RopeScalingDescription.Write(shape.RopeScaling);
        description["rope_theta"] = PythonNumber.Of(shape.RopeTheta);
        description["sliding_window"] = null;
        description["tie_word_embeddings"] = shape.TieWordEmbeddings;
        description["use_cache"] = true;
        description["use_sliding_window"] = false;
        description["vocab_size"] = shape.VocabSize;
        return description;
    }
}
