using System.Text.Json.Nodes;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's Dinov2Config and Dinov2WithRegistersConfig.</summary>
internal static class Dinov2Description
{
    public const string ModelType = "dinov2";
    public const string WithRegisters = "dinov2_with_registers";

    public static Dinov2VisionShape Read(DescriptionReader reader)
    {
        var hasRegisters = reader.Text("model_type", ModelType) == WithRegisters;
        if (!hasRegisters) reader.MustBe("model_type", ModelType, ModelType);
        reader.MustBe("hidden_act", "gelu", "gelu");
        reader.MustBeZero("hidden_dropout_prob", "attention_probs_dropout_prob", "drop_path_rate");
        var registers = hasRegisters ? reader.Int("num_register_tokens", 4) : 0;
        // Without any it is neither of the two: it interpolates its positions as the one and has the names of the other.
        if (hasRegisters && registers < 1) throw new CheckpointException($"{reader.Path}: num_register_tokens is {registers}; supported is 1 and more");
        var width = reader.Int("hidden_size", 768);
        var plain = (int)(width * reader.Double("mlp_ratio", 4));
        var gated = reader.Bool("use_swiglu_ffn", false);
        return reader.Checked(new Dinov2VisionShape
        {
            ImageSize = reader.Int("image_size", 224),
            PatchSize = reader.Int("patch_size", 16),
            EmbedDim = width,
            MlpDim = gated ? Dinov2VisionShape.GatedDim(plain) : plain,
            NumLayers = reader.Int("num_hidden_layers", 12),
            NumHeads = reader.Int("num_attention_heads", 12),
            LayerNormEps = reader.Double("layer_norm_eps", 1e-6),
            NumChannels = reader.Int("num_channels", 3),
            Registers = registers,
            SwiGlu = gated,
            HasQueryBias = reader.Bool("qkv_bias", true),
            HasMaskToken = reader.Bool("use_mask_token", true), // since transformers 4.49
            LayerScale = reader.Double("layerscale_value", 1),
        }, shape => shape.Check());
    }

    public static JsonObject Write(Dinov2VisionShape shape)
    {
        var description = new JsonObject
        {
            ["apply_layernorm"] = true,
            ["attention_probs_dropout_prob"] = PythonNumber.Of(0.0),
            ["drop_path_rate"] = PythonNumber.Of(0.0),
            ["hidden_act"] = "gelu",
            ["hidden_dropout_prob"] = PythonNumber.Of(0.0),
            ["hidden_size"] = shape.EmbedDim,
            ["image_size"] = shape.ImageSize,
            ["initializer_range"] = PythonNumber.Of(0.02),
            ["layer_norm_eps"] = PythonNumber.Of(shape.LayerNormEps),
            ["layerscale_value"] = PythonNumber.Of(shape.LayerScale),
            ["mlp_ratio"] = Ratio(shape),
            ["model_type"] = shape.Registers > 0 ? WithRegisters : ModelType,
            ["num_attention_heads"] = shape.NumHeads,
            ["num_channels"] = shape.NumChannels,
            ["num_hidden_layers"] = shape.NumLayers,
            ["out_features"] = new JsonArray($"stage{shape.NumLayers}"),
            ["out_indices"] = new JsonArray(shape.NumLayers),
            ["patch_size"] = shape.PatchSize,
            ["qkv_bias"] = shape.HasQueryBias,
            ["reshape_hidden_states"] = true,
            ["stage_names"] = new JsonArray([.. Enumerable.Range(0, shape.NumLayers + 1).Select(n => (JsonNode)(n == 0 ? "stem" : $"stage{n}"))]),
            ["use_swiglu_ffn"] = shape.SwiGlu,
        };
        if (shape.Registers > 0) description["num_register_tokens"] = shape.Registers;
        if (!shape.HasMaskToken) description["use_mask_token"] = false;
        return description;
    }

    // The ratio is cut to a whole width when it is read, so that one that rounded down is nudged up. Several ratios stand for one gated width: a whole one goes first.
    private static JsonNode Ratio(Dinov2VisionShape shape)
    {
        var plain = shape.SwiGlu ? shape.MlpDim / 2 * 3 : shape.MlpDim;
        var whole = Math.Max(1, plain / shape.EmbedDim);
        if ((shape.SwiGlu ? Dinov2VisionShape.GatedDim(whole * shape.EmbedDim) : whole * shape.EmbedDim) == shape.MlpDim) return whole;
        var ratio = (double)plain / shape.EmbedDim;
        return PythonNumber.Of((int)(shape.EmbedDim * ratio) == plain ? ratio : Math.BitIncrement(ratio));
    }
}
