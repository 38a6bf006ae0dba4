using System.Text.Json.Nodes;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Specs;

/// <summary>What a config.json of each kind says, and what transformers 4.46 takes where it says nothing.</summary>
public class CheckpointConfigTests
{
    [Theory]
    [InlineData("""{ "model_type": "clip_vision_model" }""", "clip", 224, 32, 768, 12, 12, 3072, 0, "gelu")]
    [InlineData("""{ "model_type": "clip", "vision_config": { "hidden_size": 48, "num_attention_heads": 4, "hidden_act": "gelu" } }""", "clip", 224, 32, 48, 12, 4, 3072, 0, "gelu")]
    [InlineData("""{ "model_type": "dinov2" }""", "dinov2", 224, 14, 768, 12, 12, 3072, 0, "gelu")]
    [InlineData("""{ "model_type": "dinov2_with_registers", "mlp_ratio": 2.5 }""", "dinov2", 224, 16, 768, 12, 12, 1920, 4, "gelu")]
    [InlineData("""{ "model_type": "dinov2", "use_swiglu_ffn": true, "hidden_size": 1536, "num_attention_heads": 24 }""", "dinov2", 224, 14, 1536, 12, 24, 4096, 0, "swiglu")]
    [InlineData("""{ "model_type": "llava_onevision", "vision_config": { "patch_size": 14 } }""", "siglip", 224, 14, 768, 12, 12, 3072, 0, "gelu")]
    [InlineData("""{ "model_type": "llava", "vision_config": { "patch_size": 14 } }""", "clip", 224, 14, 768, 12, 12, 3072, 0, "gelu")]
    public void A_vision_tower(string config, string arch, int image, int patch, int width, int depth, int heads, int mlp, int registers, string form)
    {
        var tower = Model(config, "vision_tower: { checkpoint: a }").VisionTower;
        Assert.Equal((arch, image, patch, width, depth, heads), (tower.Arch, tower.ImageSize, tower.PatchSize, tower.Width, tower.Depth, tower.Heads));
        Assert.Equal((mlp, registers, form, tower.Arch == "siglip"), (tower.MlpWidth, tower.Registers, tower.Mlp, tower.HasHead));
    }

    [Theory]
    [InlineData("""{ "model_type": "qwen2", "hidden_size": 64, "num_attention_heads": 4, "num_key_value_heads": 2 }""", "qwen2", 2, null, 22016, 10000.0, 2048, 151936)]
    [InlineData("""{ "model_type": "llama", "hidden_size": 64, "num_attention_heads": 4, "head_dim": 24, "max_position_embeddings": 512 }""", "llama", 4, 24, 11008, 10000.0, 512, 32000)]
    [InlineData("""{ "model_type": "llava", "text_config": { "hidden_size": 64, "num_attention_heads": 4, "rope_theta": 5e5 } }""", "llama", 4, null, 11008, 5e5, 2048, 32000)]
    [InlineData("""{ "model_type": "llava_onevision", "text_config": { "hidden_size": 64, "num_attention_heads": 4, "num_key_value_heads": 4, "vocab_size": 99 } }""", "qwen2", 4, null, 22016, 10000.0, 2048, 99)]
    public void A_language_model(string config, string arch, int keys, int? head, int mlp, double theta, int length, int vocabulary)
    {
        var language = Model(config, "vision_tower: {}, language_model: { checkpoint: a }, tokenizer: { template: qwen_1_5 }").LanguageModel!;
        Assert.Equal((arch, 64, 32, 4), (language.Arch, language.Width, language.Depth, language.Heads));
        Assert.Equal((keys, head, mlp, theta), (language.KvHeads, language.HeadDim, language.MlpWidth, language.RopeTheta));
        Assert.Equal((length, vocabulary, false), (language.MaxLength, language.Vocabulary, language.TieEmbeddings));
    }

    [Fact]
    public void Llama_3s_scaling_is_read()
    {
        const string config = """
            { "model_type": "llama", "hidden_size": 64, "num_attention_heads": 4,
              "rope_scaling": { "rope_type": "llama3", "factor": 32.0, "low_freq_factor": 2.0, "high_freq_factor": 8.0, "original_max_position_embeddings": 4096 } }
            """;
        Assert.Equal(new RopeScalingSpec { Factor = 32, LowFrequency = 2, HighFrequency = 8, OriginalLength = 4096 }, Model(config, "vision_tower: {}, language_model: { checkpoint: a }, tokenizer: { template: qwen_1_5 }").LanguageModel!.RopeScaling);
    }

    [Fact]
    public void A_whole_model_brings_its_layer_tokens_and_tiles()
    {
        const string language = """ "text_config": { "hidden_size": 64, "num_attention_heads": 4, "num_key_value_heads": 4 } """;
        var llava = Model($$"""{ "model_type": "llava", "vision_config": { "patch_size": 14 }, {{language}} }""", "checkpoint: a, tokenizer: { template: qwen_1_5 }");
        Assert.Equal((-2, "patches", "square", "mlp"), (llava.VisionTower.FeatureLayer, llava.VisionTower.Tokens, llava.Images.Aspect, llava.Projector.Arch));
        Assert.Equal("all", Model($$"""{ "model_type": "llava", "vision_feature_select_strategy": "full", "vision_config": { "patch_size": 14 }, {{language}} }""", "checkpoint: a, tokenizer: { template: qwen_1_5 }").VisionTower.Tokens);
        var tiles = Model($$"""{ "model_type": "llava_onevision", "vision_config": { "image_size": 384, "patch_size": 14, "num_attention_heads": 12 }, {{language}} }""", "checkpoint: a, tokenizer: { template: qwen_1_5 }");
        Assert.Equal((-1, "patches", "anyres", 9, 36), (tiles.VisionTower.FeatureLayer, tiles.VisionTower.Tokens, tiles.Images.Aspect, tiles.Images.MostTiles, tiles.Images.Grid.Count));
        Assert.Equal(tiles.VisionTower.Checkpoint, tiles.Checkpoint);
        Assert.Equal(tiles.LanguageModel!.Checkpoint, tiles.Checkpoint);
        Assert.True(tiles.LanguageModel.MaxLength > ModelWidths.ImageTokens(tiles));
    }

    [Fact]
    public void A_mutated_config_is_a_plan_or_a_diagnostic()
    {
        const string config = """
            { "model_type": "llava_onevision", "image_grid_pinpoints": [[28, 28], [28, 56]], "vision_aspect_ratio": "anyres_max_9", "vision_feature_layer": -1,
              "vision_config": { "model_type": "siglip_vision_model", "hidden_size": 48, "image_size": 28, "patch_size": 7, "num_attention_heads": 4, "num_hidden_layers": 2 },
              "text_config": { "model_type": "qwen2", "hidden_size": 56, "num_attention_heads": 4, "num_key_value_heads": 2, "num_hidden_layers": 2, "vocab_size": 100 } }
            """;
        string[] pieces = ["0", "-1", "99999999999", "1e400", "null", "[]", "{}", "\"x\"", "true", "}", ",", "2147483647", "0.5", "llama", "clip_vision_model"];
        var random = new Random(7);
        using var file = new SpecFile();
        int refused = 0;
        for (int i = 0; i < 400; i++)
        {
            int at = random.Next(config.Length), length = random.Next(1, 12);
            file.Write("a/config.json", config[..at] + pieces[random.Next(pieces.Length)] + config[Math.Min(config.Length, at + length)..]);
            var compilation = ExperimentCompiler.Compile(file.Write("spec.yaml", Spec("checkpoint: a, tokenizer: { template: qwen_1_5 }")), [], null);
            if (compilation.Plan is { } plan) Assert.All(plan.Nodes, node => Assert.True(StageCosts.Of(node, plan).Parameters > 0));
            else
            {
                Assert.True(compilation.Diagnostics.HasErrors);
                refused++;
            }
        }

        Assert.InRange(refused, 100, 399);
    }

    [Theory]
    [InlineData("vision_tower: { arch: clip }", 36)]
    [InlineData("vision_tower: { arch: clip, tokens: all }", 37)]
    [InlineData("vision_tower: { arch: dinov2, registers: 4, tokens: all }", 41)]
    [InlineData("vision_tower: {}, projector: { arch: pixel_shuffle, factor: 3 }", 4)]
    [InlineData("vision_tower: {}, projector: { arch: resampler }", 9)]
    [InlineData("vision_tower: {}, images: { aspect: anyres, grid: [[48, 96], [96, 96]] }", 36 + (12 * 13))]
    [InlineData("vision_tower: {}, images: { aspect: anyres, grid: [[96, 96]], most_tiles: 1 }", 36 + (6 * 7))]
    public void An_image_takes_so_many_tokens(string model, int tokens)
    {
        using var file = new SpecFile();
        var plan = SpecFile.Plan(ExperimentCompiler.Compile(file.Write("spec.yaml", Spec(model + ", language_model: {}")), [], null));
        Assert.Equal(tokens, ModelWidths.ImageTokens(plan.Nodes[0].Model!));
    }

    private static ModelSpec Model(string config, string model)
    {
        using var file = new SpecFile();
        file.Write("a/config.json", config);
        return SpecFile.Plan(ExperimentCompiler.Compile(file.Write("spec.yaml", Spec(model)), [], null)).Nodes[0].Model!;
    }

    private static string Spec(string model) => $$"""
        pivot: 1
        name: config
        data: { scenes: { source: scenes, train: 60, test: 10 } }
        models: { m: { {{model}} } }
        stages: { s: { kind: {{(model.Contains("language_model") || model.StartsWith("checkpoint", StringComparison.Ordinal) ? "sft, data: scenes.instruct, steps: 1" : "knn_probe, data: scenes.objects")}} } }
        """;
}
