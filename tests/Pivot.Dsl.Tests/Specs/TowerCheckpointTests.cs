using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Specs;

/// <summary><c>vision_tower.checkpoint</c>: what config.json says, without a look at the weights.</summary>
public class TowerCheckpointTests
{
    private const string Spec = """
        pivot: 1
        name: eyes
        data: { scenes: { source: scenes, train: 600, test: 100 } }
        models: { eyes: { vision_tower: { checkpoint: towers/a, heads: 4 }, language_model: {} } }
        stages:
          post: { kind: sft, data: scenes.captions, train: [projector], steps: 2 }
          raw: { kind: linear_probe, data: scenes.objects }
        """;

    [Theory]
    [InlineData("""{ "model_type": "siglip_vision_model", "hidden_size": 32, "num_attention_heads": 4, "image_size": 30, "patch_size": 8, "num_hidden_layers": 3 }""", 32, 3, 3072, 9)]
    [InlineData("""{ "model_type": "llava", "vision_feature_layer": -2, "vision_config": { "model_type": "siglip_vision_model", "num_attention_heads": 4, "intermediate_size": 8 } }""", 768, 12, 8, 196)]
    public void What_is_not_written_comes_from_the_config_or_from_HuggingFaces_defaults(string config, int width, int depth, int mlpWidth, int patches)
    {
        using var file = new SpecFile();
        var tower = Compile(file, config, Spec).Plan!.Nodes[0].Model!.VisionTower;
        Assert.Equal((width, depth, 4, mlpWidth), (tower.Width, tower.Depth, tower.Heads, tower.MlpWidth));
        Assert.Equal(patches, Patches(tower));
        Assert.Equal((Path.Combine(file.Folder, "towers/a"), -1), (tower.Checkpoint, tower.FeatureLayer));
    }

    [Theory]
    [InlineData("{", "is not readable JSON")]
    [InlineData("[]", "it is not an object")]
    [InlineData("""{ "model_type": "siglip" }""", "vision_config is not an object")]
    [InlineData("""{ "model_type": "llava", "vision_config": { "model_type": "vit" } }""", "model_type is 'vit'; supported is 'siglip_vision_model' or 'clip_vision_model' or 'dinov2' or 'dinov2_with_registers'")]
    [InlineData("""{ "model_type": "siglip_vision_model", "hidden_act": "relu" }""", "hidden_act is 'relu'; supported is 'gelu_pytorch_tanh'")]
    [InlineData("""{ "model_type": "siglip_vision_model", "hidden_size": "wide" }""", "hidden_size is \"wide\"; it must be a whole number of at least 1")]
    [InlineData("""{ "model_type": "siglip_vision_model", "num_attention_heads": 0 }""", "num_attention_heads is 0; it must be a whole number of at least 1")]
    [InlineData("""{ "model_type": "siglip_vision_model", "num_attention_heads": 5 }""", "num_attention_heads 5 does not divide hidden_size 768")]
    [InlineData("""{ "model_type": "siglip_vision_model", "num_channels": 1 }""", "num_channels is 1; images have 3")]
    [InlineData("""{ "model_type": "siglip_vision_model", "image_size": 8 }""", "patch_size 16 is larger than image_size 8")]
    [InlineData("""{ "model_type": "siglip_vision_model", "vision_use_head": 1 }""", "vision_use_head is 1; it must be true or false")]
    public void A_config_that_no_tower_can_be_built_from_is_one_error_at_the_path(string config, string message)
    {
        using var file = new SpecFile();
        var found = Assert.Single(Compile(file, config, Spec).Diagnostics);
        Assert.Equal((DiagnosticCodes.CheckpointUnreadable, "models.eyes.vision_tower.checkpoint", 4), (found.Code, found.Path, found.Span.Line));
        Assert.Contains(message, found.Message);
    }

    [Fact]
    public void The_resolved_spec_compiles_to_the_same_plan_wherever_it_is_put()
    {
        using var file = new SpecFile();
        using var other = new SpecFile();
        var plan = SpecFile.Plan(Compile(file, """{ "model_type": "siglip_vision_model", "num_attention_heads": 4 }""", Spec));
        var again = SpecFile.Plan(ExperimentCompiler.Compile(other.Write("deep/resolved.yaml", plan.ResolvedYaml), [], null));
        Assert.Equal((plan.Hash, plan.ResolvedYaml), (again.Hash, again.ResolvedYaml));
    }

    [Fact]
    public void A_frozen_tower_is_read_ahead_and_depends_on_no_seed_and_no_path()
    {
        using var file = new SpecFile();
        var plan = SpecFile.Plan(Compile(file, """{ "model_type": "siglip_vision_model", "num_attention_heads": 4 }""", Spec));
        Assert.Equal(["post.features", "post", "raw.features", "raw"], plan.Nodes.Select(n => n.Stage));
        Assert.Null(plan.Nodes[0].Seed);
        using var other = new SpecFile();
        Assert.Equal(plan.Hash, Compile(other, """{ "num_attention_heads": 4, "model_type": "siglip_vision_model" }""", Spec).Plan!.Hash);
        Assert.NotEqual(plan.Hash, Compile(other, """{ "num_attention_heads": 4, "model_type": "siglip_vision_model" }""", Spec.Replace("checkpoint: towers/a", "width: 768, depth: 12, mlp_width: 3072, image_size: 224, patch_size: 16")).Plan?.Hash);
    }

    private static int Patches(VisionTowerSpec tower) => Pivot.Dsl.Graphs.ModelWidths.Patches(tower);

    private static Compilation Compile(SpecFile file, string config, string spec)
    {
        file.Write("towers/a/config.json", config);
        return ExperimentCompiler.Compile(file.Write("spec.yaml", spec), [], null);
    }
}
