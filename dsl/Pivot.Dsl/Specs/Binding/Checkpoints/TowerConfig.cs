namespace Pivot.Dsl.Specs.Binding.Checkpoints;

/// <summary>
/// The vision tower that a config.json describes: of one that is a tower, or the <c>vision_config</c> of a pair of towers or a multimodal model. What it leaves out
/// has the defaults of the configuration classes in transformers 4.46.
/// </summary>
internal static class TowerConfig
{
    private const string Whose = "the vision tower's";

    /// <summary>Model types that are a tower by themselves.</summary>
    private static readonly string[] Towers = ["siglip_vision_model", "clip_vision_model", "dinov2", "dinov2_with_registers"];

    /// <summary>Model types that have one inside, and the type of a vision_config that does not say its own.</summary>
    private static readonly Dictionary<string, string> Holders = new()
    {
        ["siglip"] = "siglip_vision_model", ["clip"] = "clip_vision_model", ["llava"] = "clip_vision_model", ["llava_onevision"] = "siglip_vision_model",
    };

    /// <summary>The tower, or null with a problem noted.</summary>
    public static VisionTowerSpec? Read(ConfigMap root)
    {
        var type = root.Text("model_type", "");
        if (Towers.Contains(type)) return Of(root.As(Whose), type);
        if (!Holders.TryGetValue(type, out var usual))
        {
            root.Misfit($"model_type is '{type}'; a vision tower is taken out of {string.Join(", ", Towers.Concat(Holders.Keys).SkipLast(1))} or {Holders.Keys.Last()}");
            return null;
        }

        // A pair or a LLaVA without a vision_config would have all of it by default, which no published one does.
        if (root.Inside("vision_config", Whose, needed: true) is not { } vision) return null;
        var inner = type is "siglip" or "clip" ? vision.Supported("model_type", usual, usual) : vision.Supported("model_type", usual, Towers);
        return vision.Problems.Count > 0 ? null : Of(vision, inner, type);
    }

    private static VisionTowerSpec Of(ConfigMap map, string type, string holder = "")
    {
        var tower = type switch
        {
            "siglip_vision_model" => Siglip(map),
            "clip_vision_model" => Clip(map),
            _ => Dinov2(map, type == "dinov2" ? 0 : map.Whole("num_register_tokens", 4), type == "dinov2" ? 14 : 16),
        };
        if (map.Whole("num_channels", 3) is var channels and not 3) map.Misfit($"num_channels is {channels}; images have 3");
        if (tower.Width % tower.Heads != 0) map.Misfit($"num_attention_heads {tower.Heads} does not divide hidden_size {tower.Width}");
        if (tower.PatchSize > tower.ImageSize) map.Misfit($"patch_size {tower.PatchSize} is larger than image_size {tower.ImageSize}");
        return holder == "llava_onevision" && tower.Arch != "siglip" ? Refused(map, tower) : tower;
    }

    private static VisionTowerSpec Refused(ConfigMap map, VisionTowerSpec tower)
    {
        map.Unsupported("model_type", $"'{tower.Arch}'", "'siglip_vision_model'");
        return tower;
    }

    private static VisionTowerSpec Siglip(ConfigMap map)
    {
        map.Supported("hidden_act", "gelu_pytorch_tanh", "gelu_pytorch_tanh");
        return new()
        {
            Arch = "siglip", ImageSize = map.Whole("image_size", 224), PatchSize = map.Whole("patch_size", 16), Width = map.Whole("hidden_size", 768),
            Depth = map.Whole("num_hidden_layers", 12), Heads = map.Whole("num_attention_heads", 12), MlpWidth = map.Whole("intermediate_size", 3072),
            HasHead = map.Truth("vision_use_head", true),
        };
    }

    private static VisionTowerSpec Clip(ConfigMap map)
    {
        map.Supported("hidden_act", "quick_gelu", "quick_gelu", "gelu");
        return new()
        {
            Arch = "clip", ImageSize = map.Whole("image_size", 224), PatchSize = map.Whole("patch_size", 32), Width = map.Whole("hidden_size", 768),
            Depth = map.Whole("num_hidden_layers", 12), Heads = map.Whole("num_attention_heads", 12), MlpWidth = map.Whole("intermediate_size", 3072), HasHead = false,
        };
    }

    private static VisionTowerSpec Dinov2(ConfigMap map, int registers, int patchSize)
    {
        map.Supported("hidden_act", "gelu", "gelu");
        map.MustBe("qkv_bias", true, supported: true);
        map.MustBe("use_mask_token", true, supported: true);
        int width = map.Whole("hidden_size", 768);
        bool gated = map.Truth("use_swiglu_ffn", false);
        return new()
        {
            Arch = "dinov2", ImageSize = map.Whole("image_size", 224), PatchSize = map.Whole("patch_size", patchSize), Width = width,
            Depth = map.Whole("num_hidden_layers", 12), Heads = map.Whole("num_attention_heads", 12), Registers = registers, HasHead = false,
            Mlp = gated ? "swiglu" : "gelu", MlpWidth = MlpWidth((int)Math.Min(int.MaxValue / 2, width * map.Real("mlp_ratio", 4)), gated),
        };
    }

    /// <summary>Width of a dinov2's hidden layer: a gated one has two thirds of it, rounded up to a multiple of 8 (transformers' Dinov2SwiGLUFFN).</summary>
    public static int MlpWidth(int ungated, bool gated) => gated ? ((ungated * 2L / 3) + 7) / 8 * 8 is var width ? (int)width : 0 : ungated;
}
