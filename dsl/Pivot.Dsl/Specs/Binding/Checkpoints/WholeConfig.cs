namespace Pivot.Dsl.Specs.Binding.Checkpoints;

/// <summary>The whole model that a config.json of type llava or llava_onevision describes, with the defaults of transformers 4.46.</summary>
internal static class WholeConfig
{
    /// <summary>The model without its folders and its tokenizer, or null with a problem noted.</summary>
    public static ModelSpec? Read(ConfigMap root)
    {
        var type = root.Text("model_type", "");
        if (type is not ("llava" or "llava_onevision"))
        {
            root.Misfit($"model_type is '{type}'; a whole model is one of llava or llava_onevision");
            return null;
        }

        bool tiles = type == "llava_onevision";
        var (tower, language) = (TowerConfig.Read(root), LanguageConfig.Read(root));
        root.Supported("projector_hidden_act", "gelu", "gelu");
        root.MustBe("multimodal_projector_bias", true, supported: true);
        var strategy = root.Supported("vision_feature_select_strategy", tiles ? "full" : "default", "default", "full");
        if (tower is null || language is null) return null;
        // transformers leaves out the first vector whatever it is; SigLIP's is a patch.
        if (strategy == "default" && tower.Arch == "siglip") root.Unsupported("vision_feature_select_strategy", "'default' with a tower that has no class token", "'full'");
        int layer = root.Signed("vision_feature_layer", tiles ? -1 : -2);
        if (layer >= 0) layer -= tower.Depth + 1;
        if (layer < -tower.Depth || layer > -1) root.Unsupported("vision_feature_layer", $"{root.Signed("vision_feature_layer", 0)}", $"-{tower.Depth} to -1 in a tower of {tower.Depth} layers");
        return new()
        {
            VisionTower = tower with { FeatureLayer = layer, Tokens = strategy == "full" && tower.Arch != "siglip" ? "all" : "patches" },
            LanguageModel = language, Images = tiles ? Tiles(root) : new ImagesSpec(),
        };
    }

    private static ImagesSpec Tiles(ConfigMap root)
    {
        const string prefix = "anyres_max_";
        var aspect = root.Text("vision_aspect_ratio", prefix + "9");
        int? most = aspect.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(aspect[prefix.Length..], out var number) && number > 0 ? number : null;
        if (most is null && aspect != "anyres") root.Unsupported("vision_aspect_ratio", $"'{aspect}'", "'anyres_max_N'");
        return new() { Aspect = "anyres", MostTiles = most, Grid = root.Sizes("image_grid_pinpoints") ?? OneVision };
    }

    /// <summary>LlavaOnevisionConfig's own grid: 1 to 6 times 384 pixels each way.</summary>
    private static IReadOnlyList<IReadOnlyList<int>> OneVision { get; } =
        [.. from height in Enumerable.Range(1, 6) from width in Enumerable.Range(1, 6) select (int[])[384 * height, 384 * width]];
}
