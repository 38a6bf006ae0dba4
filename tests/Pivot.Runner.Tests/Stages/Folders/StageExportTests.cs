using System.Text.Json.Nodes;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Stages;
using Pivot.Runner.Stages.Folders;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Goldens;
using Pivot.Runner.Tests.Models;
using Pivot.Runner.Tests.Store;
using Pivot.Runner.Tests.Training;
using Pivot.Runner.Training;
using Pivot.Runner.Training.Optimizers;
using TorchSharp;

namespace Pivot.Runner.Tests.Stages.Folders;

public sealed class StageExportTests : ModelTest, IDisposable
{
    private readonly TemporaryStore store = new();

    private string Target => Path.Combine(store.Path, "out");

    [Fact]
    [Trait("Category", "Golden")]
    public void What_was_trained_three_steps_comes_back_equal_from_its_export()
    {
        var folders = GoldenFolder.With("mixed.input_ids");
        if (Tests.Models.Goldens.AreOwn) Assert.Equal(2, folders.Count);
        foreach (var golden in folders)
        {
            using var model = MultimodalCheckpoint.Load(golden.Path);
            var untrained = ModuleState.Of(model).ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone());
            Train(model, golden);
            Assert.Contains(ModuleState.Of(model), pair => !pair.Value.detach().bytes.SequenceEqual(untrained[pair.Key].bytes));
            var stage = Finished(folder => MultimodalCheckpoint.Save(model, folder));
            Assert.Empty(new StageExport(Target) { MaxShardSize = 100_000, Replaces = true }.Write(stage));

            var check = new FolderCheck(null).Check(Target);
            Assert.False(check.Diagnostics.HasErrors);
            Assert.Equal(ModuleState.Of(model).Values.Sum(p => p.numel()), check.Parameters);
            using var loaded = MultimodalCheckpoint.Load(Target);
            Assert.All(ModuleState.Of(model), pair => Assert.True(pair.Value.detach().bytes.SequenceEqual(ModuleState.Of(loaded)[pair.Key].detach().bytes), pair.Key));
            Assert.True(JsonNode.DeepEquals(Json(golden.Path, "config.json"), Json(Target, "config.json")));

            // The files of transformers 4.46: config, generation config, shards by number and their index; names and types as they came.
            var shards = check.Files;
            Assert.True(shards > 2);
            Assert.Equal(
                Enumerable.Range(1, shards).Select(i => $"model-{i:00000}-of-{shards:00000}.safetensors").Append("config.json").Append("generation_config.json").Append("model.safetensors.index.json").Order(StringComparer.Ordinal),
                Directory.GetFiles(Target).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal));
            var (before, after) = (CheckpointTensors.Open(golden.Path), CheckpointTensors.Open(Target));
            Assert.Equal(before.Names, after.Names);
            Assert.All(before.Names, name => Assert.Equal(before.Entry(name).Type, after.Entry(name).Type));
            var index = Json(Target, "model.safetensors.index.json");
            Assert.Equal(before.Bytes, index["metadata"]!["total_size"]!.GetValue<long>());
            Assert.Equal(after.Names, index["weight_map"]!.AsObject().Select(pair => pair.Key));
            var generation = Json(Target, "generation_config.json");
            var text = Json(golden.Path, "config.json")["text_config"]!;
            Assert.Equal(text["eos_token_id"]!.GetValue<int>(), generation["eos_token_id"]!.GetValue<int>());
            Assert.True(generation["_from_model_config"]!.GetValue<bool>());
        }
    }

    [Fact]
    public void The_vision_tower_goes_without_its_last_block_as_the_paper_has_it()
    {
        using var model = Samples.NewMultimodalModel(4);
        var stage = Finished(folder => MultimodalCheckpoint.Save(model, folder));
        var note = Assert.Single(new StageExport(Target) { Part = "vision_tower", DropsLastBlock = true }.Write(stage));
        Assert.Contains("hidden_states[-1]", note);
        var config = Json(Target, "config.json");
        Assert.Equal((1, false, "siglip_vision_model"), (config["num_hidden_layers"]!.GetValue<int>(), config["vision_use_head"]!.GetValue<bool>(), config["model_type"]!.GetValue<string>()));
        Assert.Equal("SiglipVisionModel", config["architectures"]![0]!.GetValue<string>());
        using var tower = VisionTowerCheckpoint.Load(Target);
        var pixels = torch.randn(2, 3, Samples.Vision.ImageSize, Samples.Vision.ImageSize);
        Assert.True(model.VisionTower.HiddenState(pixels, -2).bytes.SequenceEqual(tower.HiddenState(pixels, -1).bytes));
        Assert.Contains("vision_model.post_layernorm.weight", CheckpointTensors.Open(Target).Names);

        Assert.Empty(new StageExport(Target + "-kept") { Part = "vision_tower" }.Write(stage));
        using var kept = VisionTowerCheckpoint.Load(Target + "-kept");
        Assert.True(model.VisionTower.Pooled(pixels).bytes.SequenceEqual(kept.Pooled(pixels).bytes));
    }

    [Fact]
    [Trait("Category", "Golden")]
    public void Every_reference_tower_goes_without_its_last_block()
    {
        var towers = CheckpointFolders().Where(folder => CheckpointDescription.Read(folder).Vision is not null).ToList();
        if (Tests.Models.Goldens.AreOwn) Assert.Equal(10, towers.Count);
        foreach (var source in towers)
        {
            var target = Path.Combine(Target, Path.GetFileName(source));
            PartExport.Write(source, target, "vision_tower", dropsLastBlock: true);
            using var whole = VisionTowerCheckpoint.Load(source);
            using var cut = VisionTowerCheckpoint.Load(target);
            Assert.Equal(whole.Shape.NumLayers - 1, cut.Shape.NumLayers);
            var pixels = torch.randn(1, whole.Shape.NumChannels, whole.Shape.ImageSize, whole.Shape.ImageSize);
            Assert.True(whole.HiddenState(pixels, -2).bytes.SequenceEqual(cut.HiddenState(pixels, -1).bytes), source);
            if (Json(target, "config.json")["stage_names"] is JsonArray names) Assert.Equal(cut.Shape.NumLayers + 1, names.Count);
        }
    }

    [Fact]
    [Trait("Category", "Golden")]
    public void Every_reference_language_model_is_taken_out_of_its_whole()
    {
        var wholes = CheckpointFolders().Where(folder => CheckpointDescription.Read(folder).Kind == CheckpointKind.Multimodal).ToList();
        if (Tests.Models.Goldens.AreOwn) Assert.Equal(3, wholes.Count);
        foreach (var source in wholes)
        {
            var target = Path.Combine(Target, Path.GetFileName(source));
            PartExport.Write(source, target, "language_model");
            using var whole = MultimodalCheckpoint.Load(source);
            using var language = LanguageModelCheckpoint.Load(target);
            Assert.Equal(whole.LanguageModel.Shape, language.Shape);
            Assert.All(ModuleState.Of(whole.LanguageModel), pair => Assert.True(pair.Value.detach().bytes.SequenceEqual(ModuleState.Of(language)[pair.Key].detach().bytes), pair.Key));
            Assert.True(File.Exists(Path.Combine(target, "generation_config.json")));
            var note = Assert.Single(PartExport.Write(source, target + "-projector", "projector"));
            Assert.Contains("no config.json", note);
            Assert.All(CheckpointTensors.Open(target + "-projector").Names, name => Assert.StartsWith("multi_modal_projector.", name));
        }
    }

    [Theory]
    [InlineData("bfloat16", torch.ScalarType.BFloat16)]
    [InlineData("float16", torch.ScalarType.Float16)]
    public void Weights_are_exported_in_another_type(string name, torch.ScalarType type)
    {
        using var model = Samples.NewMultimodalModel(4);
        var stage = Finished(folder => MultimodalCheckpoint.Save(model, folder));
        new StageExport(Target) { Type = name }.Write(stage);
        Assert.Equal(name, Json(Target, "config.json")["torch_dtype"]!.GetValue<string>());
        var tensors = CheckpointTensors.Open(Target);
        Assert.All(tensors.Names, tensor => Assert.Equal(type, tensors.Entry(tensor).Type));
    }

    [Fact]
    public void Nothing_that_is_there_is_written_over_unasked_and_nothing_but_a_checkpoint_at_all()
    {
        using var model = Samples.NewMultimodalModel(4);
        var stage = Finished(folder => MultimodalCheckpoint.Save(model, folder));
        Directory.CreateDirectory(Target);
        new StageExport(Target).Write(stage); // empty
        Assert.Contains("not empty", Refused(new StageExport(Target)));
        new StageExport(Target) { Replaces = true, Part = "language_model" }.Write(stage);
        Assert.Equal("qwen2", Json(Target, "config.json")["model_type"]!.GetValue<string>());
        Directory.CreateDirectory(Path.Combine(Target, "thesis"));
        Assert.Contains("something else than a checkpoint", Refused(new StageExport(Target) { Replaces = true }));
        Assert.Contains("is a file", Refused(new StageExport(Path.Combine(stage.Folder.Checkpoint, "config.json"))));
        Assert.Contains("vision tower only", Refused(new StageExport(Target + "2") { DropsLastBlock = true }));
        Assert.Contains("no adapters", Refused(new StageExport(Target + "2") { Adapter = true }));
        Assert.False(Directory.Exists(Target + "2"));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(store.Path), entry => entry.EndsWith(".tmp", StringComparison.Ordinal));
        Assert.Contains("leaves no model behind", Assert.Throws<StageException>(() => new StageExport(Target + "2").Write(Finished(_ => { }, "probe"))).Message);

        string Refused(StageExport export) => Assert.Throws<StageException>(() => export.Write(stage)).Message;
    }

    [Fact]
    public void Adapters_are_exported_as_they_lie_beside_the_model()
    {
        using var model = Samples.NewMultimodalModel(4);
        var stage = Finished(folder =>
        {
            MultimodalCheckpoint.Save(model, folder);
            Directory.CreateDirectory(Path.Combine(folder, "adapter"));
            File.WriteAllText(Path.Combine(folder, "adapter", "adapter_config.json"), "{}");
        });
        new StageExport(Target) { Adapter = true }.Write(stage);
        Assert.Equal(["adapter_config.json"], Directory.GetFiles(Target).Select(Path.GetFileName));
    }

    void IDisposable.Dispose()
    {
        store.Dispose();
        Dispose();
    }

    private CompletedStage Finished(Action<string> save, string name = "post")
    {
        var node = TestPlans.Node(name);
        var folder = store.Store.Begin(node);
        save(folder.Checkpoint);
        folder.WriteScores(new Dictionary<string, double> { ["loss"] = 1 });
        return store.Store.Commit(node, folder, 1, TestPlans.Host);
    }

    private static List<string> CheckpointFolders() => Tests.Models.Checkpoints.CheckpointKinds.Folders();

    private static JsonNode Json(string folder, string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, name)))!;

    private static void Train(MultimodalModel model, GoldenFolder golden)
    {
        using var optimizer = new AdamW([new ParameterGroup("all", [.. model.named_parameters().Select(p => (p.name, p.parameter))], 1e-3, 0.1)], 0.9, 0.95);
        using var batch = AdamWGoldenTests.Batch(golden);
        for (var step = 0; step < 3; step++)
        {
            using var scope = torch.NewDisposeScope();
            optimizer.ZeroGrad();
            new SupervisedObjective(model).Evaluate(batch).Loss.backward();
            optimizer.Step(1);
        }
    }
}
