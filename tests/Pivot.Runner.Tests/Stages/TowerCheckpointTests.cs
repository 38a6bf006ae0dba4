using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Vision;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Data;
using Pivot.Runner.Tests.Models;
using TorchSharp;

namespace Pivot.Runner.Tests.Stages;

/// <summary>A vision tower out of a checkpoint folder: checked before the run, loaded in it.</summary>
public sealed class TowerCheckpointTests : ModelTest
{
    private static readonly SiglipVisionShape Shape = new() { ImageSize = 16, PatchSize = 8, EmbedDim = 16, MlpDim = 40, NumLayers = 2, NumHeads = 2 };

    [Fact]
    public void A_frozen_tower_has_the_files_weights_after_training_and_probes_read_it()
    {
        using var folder = new TemporaryFolder();
        var tower = Save(folder, "tower", seed: 5);
        var plan = Plan(folder);
        var done = StageRuns.Run(plan, folder);

        Assert.Equal(["post.features", "post", "see", "linear.features", "linear"], plan.Nodes.Select(n => n.Stage));
        using var model = MultimodalCheckpoint.Load(done["post"].Folder.Checkpoint);
        Same(tower, model.VisionTower);
        Assert.Equal(40, model.VisionTower.Shape.MlpDim);
        var features = StoredFeatures.Load(done["linear.features"].Folder);
        Assert.Equal(24, features.Values.shape[0]);
        using var towers = ImageTextCheckpoint.Load(done["see"].Folder.Checkpoint); // it is trained there, from the file's weights on
        Assert.False(ModuleState.Of(tower)["vision_model.post_layernorm.weight"].equal(ModuleState.Of(towers.VisionTower())["vision_model.post_layernorm.weight"]).all().item<bool>());
    }

    [Fact]
    public void Features_of_an_untrained_model_are_those_of_its_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var tower = Save(folder, "tower", seed: 5);
        var plan = Plan(folder);
        var node = plan.Nodes.Single(n => n.Stage == "linear.features");
        var done = StageRuns.Run(plan with { Nodes = [node] }, folder);
        var stored = StoredFeatures.Load(done["linear.features"].Folder);
        var image = DataViews.Labels(node.Data).Train[0].Image;
        var pixels = new Runner.Data.Batches.ImageBatches(Runner.Data.Images.ImageProcessor.Siglip(16), [image]).Pixels([0], torch.CPU);
        using var noGrad = torch.no_grad();
        Near.Equal(tower.HiddenState(pixels, -1).mean([1]), stored.Batch([image.Id], torch.CPU), 1e-5, 1e-5, "features");
    }

    [Fact]
    public void The_weights_are_in_the_key_and_the_place_is_not()
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        Save(one, "tower", seed: 5);
        Save(other, "tower", seed: 5);
        var keys = Plan(one).Nodes.Select(n => n.Key).ToList();
        Assert.Equal(keys, Plan(other).Nodes.Select(n => n.Key));
        Save(other, "tower", seed: 6);
        Assert.Empty(keys.Intersect(Plan(other).Nodes.Select(n => n.Key)));
    }

    [Fact]
    public void A_tower_comes_out_of_a_multimodal_model_or_a_pair_of_towers_too()
    {
        using var folder = new TemporaryFolder();
        using var pair = new SiglipModel(Shape, new() { VocabSize = 9, EmbedDim = 16, MlpDim = 40, NumLayers = 1, NumHeads = 2, MaxPositions = 4 });
        ImageTextCheckpoint.Save(pair, folder.File("tower"));
        Assert.NotEmpty(Plan(folder).Nodes);
        using var model = Samples.NewMultimodalModel();
        MultimodalCheckpoint.Save(model, folder.File("whole"));
        Assert.NotEmpty(Plan(folder, "models.eyes.vision_tower={checkpoint: whole, image_size: 12, width: 16, depth: 2}").Nodes);
    }

    [Fact]
    public void A_width_that_is_not_the_checkpoints_is_told_at_its_place()
    {
        using var folder = new TemporaryFolder();
        Save(folder, "tower", seed: 5);
        var found = Assert.Single(Compile(folder, Spec.Replace("checkpoint: tower", "checkpoint: tower, width: 24, heads: 2")).Diagnostics);
        Assert.Equal((DiagnosticCodes.CheckpointMismatch, "models.eyes.vision_tower.width"), (found.Code, found.Path));
        Assert.Equal("'width' is 24; config.json of the checkpoint says hidden_size 16", found.Message);
    }

    [Fact]
    public void Tensors_that_are_not_the_towers_are_named_all_at_once()
    {
        using var folder = new TemporaryFolder();
        Save(folder, "tower", seed: 5);
        var config = folder.File("tower/config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"hidden_size\": 16", "\"hidden_size\": 32").Replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3"));
        var found = Assert.Single(Compile(folder, Spec).Diagnostics);
        Assert.Equal((DiagnosticCodes.CheckpointMismatch, "models.eyes.vision_tower.checkpoint"), (found.Code, found.Path));
        Assert.Contains(
            ": 16 missing: encoder.layers.2.layer_norm1.bias, encoder.layers.2.layer_norm1.weight, encoder.layers.2.layer_norm2.bias, "
            + "encoder.layers.2.layer_norm2.weight, encoder.layers.2.mlp.fc1.bias and 11 more; 45 misshapen: "
            + "embeddings.patch_embedding.bias [16] for [32], embeddings.patch_embedding.weight [16, 3, 8, 8] for [32, 3, 8, 8], ", found.Message);
        Assert.EndsWith(" more", found.Message);
        Assert.DoesNotContain(" ... ", found.Message); // nothing is cut out of it
        Assert.DoesNotContain("unexpected", found.Message);
    }

    [Fact]
    public void A_tower_without_a_pooling_head_is_read_but_not_pretrained()
    {
        using var folder = new TemporaryFolder();
        using var tower = new SiglipVisionModel(Shape with { HasHead = false });
        VisionTowerCheckpoint.Save(tower, folder.File("tower"));
        var found = Assert.Single(Compile(folder, Spec).Diagnostics);
        Assert.Contains("'stages.see' of kind contrastive needs a tower with its pooling head", found.Message);
        Assert.Empty(Compile(folder, Spec, "stages.see=null").Diagnostics);
    }

    [Fact]
    public void Cut_off_weights_are_told_before_the_run()
    {
        using var folder = new TemporaryFolder();
        Save(folder, "tower", seed: 5);
        using (var weights = File.OpenWrite(folder.File("tower/model.safetensors"))) weights.SetLength(1000);
        var found = Assert.Single(Compile(folder, Spec).Diagnostics);
        Assert.Equal(DiagnosticCodes.CheckpointUnreadable, found.Code);
        Assert.Contains("cut off", found.Message);
    }

    private const string Spec = """
        pivot: 1
        name: eyes
        data: { scenes: { source: scenes, image_size: 32, train: 20, test: 4 } }
        models:
          eyes:
            vision_tower: { checkpoint: tower }
            language_model: { width: 16, depth: 1, heads: 2 }
        stages:
          post: { kind: sft, data: scenes.captions, train: [projector, language_model], steps: 2, batch_size: 4 }
          see: { kind: contrastive, data: scenes.captions, steps: 2, batch_size: 4, learning_rate: 1e-2 }
          linear: { kind: linear_probe, data: scenes.objects, c: [1] }
        """;

    private static SiglipVisionModel Save(TemporaryFolder folder, string name, long seed)
    {
        var tower = new SiglipVisionModel(Shape);
        Initializer.Draw(tower, seed);
        VisionTowerCheckpoint.Save(tower, folder.File(name));
        return tower;
    }

    private static Compilation Compile(TemporaryFolder folder, string spec, params string[] sets) => ExperimentCompiler.Compile(
        folder.Write("spec.yaml", spec), sets, new DataInspector(null, full: true) { Checkpoints = new CheckpointInspector(null).Inspect });

    private static Plan Plan(TemporaryFolder folder, params string[] sets)
    {
        // A path in --set starts from the current folder.
        var compilation = Compile(folder, Spec, [.. sets.Select(s => s.Replace("checkpoint: ", $"checkpoint: {folder.Path}/"))]);
        Assert.True(compilation.Plan is not null, DiagnosticText.Render(compilation.Diagnostics));
        return compilation.Plan!;
    }

    private static void Same(VisionTower expected, VisionTower actual)
    {
        var (one, other) = (ModuleState.Of(expected), ModuleState.Of(actual));
        Assert.Equal(one.Keys.Order(), other.Keys.Order());
        foreach (var (name, values) in one) Assert.True(values.equal(other[name]).all().item<bool>(), name);
    }
}
