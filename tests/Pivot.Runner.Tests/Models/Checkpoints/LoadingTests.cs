using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Checkpoints;

public sealed class LoadingTests : ModelTest, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pivot-loading-").FullName;

    private string Weights => Path.Combine(folder, "model.safetensors");

    [Theory]
    [InlineData(ScalarType.Float32, ScalarType.BFloat16)]
    [InlineData(ScalarType.BFloat16, ScalarType.Float32)]
    [InlineData(ScalarType.Float16, ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16, ScalarType.BFloat16)]
    [InlineData(ScalarType.Float64, ScalarType.Float16)]
    public void Every_type_of_file_is_loaded_as_every_type_of_weight(ScalarType stored, ScalarType wanted)
    {
        using var model = Samples.NewMultimodalModel(3);
        MultimodalCheckpoint.Save(model, folder, new SaveSettings { DType = stored });
        using var loaded = MultimodalCheckpoint.Load(folder, type: wanted);
        var expected = ModuleState.Of(model);
        Assert.All(ModuleState.Of(loaded), pair =>
        {
            Assert.Equal(wanted, pair.Value.dtype);
            Assert.True(expected[pair.Key].detach().to(stored).to(wanted).bytes.SequenceEqual(pair.Value.detach().bytes), pair.Key);
        });
    }

    [Fact]
    public void A_tensor_of_many_pieces_is_read_and_converted_as_one()
    {
        var values = randn(5_000_011); // more than four pieces, the last one short
        TensorFile.Save(Weights, new Dictionary<string, Tensor> { ["a"] = values, ["b"] = values.to(ScalarType.BFloat16) });
        var file = SafetensorsFile.Open(Weights);
        Assert.True(values.bytes.SequenceEqual(file.Read("a").bytes));
        Assert.True(values.to(ScalarType.BFloat16).to(ScalarType.Float32).bytes.SequenceEqual(file.Read("b", type: ScalarType.Float32).bytes));
        Assert.True(values.to(ScalarType.BFloat16).bytes.SequenceEqual(file.Read("a", type: ScalarType.BFloat16).bytes));
        Assert.Contains("the target [3]", Assert.Throws<ArgumentException>(() => file.Read("a", zeros(3))).Message);
    }

    [Fact]
    public void Loading_takes_the_model_once_and_little_more()
    {
        // 128 MB of weights. The high-water mark of the process is set back to what it holds now (clear_refs, proc(5)).
        var shape = Samples.Language with { VocabSize = 32_000, EmbedDim = 1000, NumHeads = 4, NumKvHeads = 2, NumLayers = 1, MlpDim = 100 };
        using (var model = new Pivot.Runner.Models.Language.CausalLanguageModel(shape)) LanguageModelCheckpoint.Save(model, folder);
        var size = new FileInfo(Weights).Length;
        Assert.True(size > 128_000_000);
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = Memory("VmHWM");
        using var loaded = LanguageModelCheckpoint.Load(folder);
        var peak = Memory("VmHWM") - before;
        Assert.True(peak < size * 1.4, $"{peak} bytes for a checkpoint of {size}"); // loose: other tests of the process share the figure
    }

    [Theory]
    [InlineData("rotary_emb.inv_freq")]
    [InlineData("vision_model.embeddings.position_ids")]
    [InlineData("model.layers.0.self_attn.masked_bias")]
    public void Buffers_that_transformers_stored_are_passed_over(string name)
    {
        using var model = Samples.NewLanguageModel();
        LanguageModelCheckpoint.Save(model, folder);
        TensorFile.Save(Weights, new Dictionary<string, Tensor>(ModuleState.Of(model)) { [name] = arange(4) });
        using var loaded = LanguageModelCheckpoint.Load(folder);
        TensorFile.Save(Weights, new Dictionary<string, Tensor>(ModuleState.Of(model)) { [name + "_x"] = arange(4) });
        Assert.Contains($"1 unexpected: {name}_x", Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message);
    }

    [Fact]
    public void A_tied_head_may_be_there_or_not_but_not_differ()
    {
        using var model = Samples.NewLanguageModel();
        LanguageModelCheckpoint.Save(model, folder);
        var state = ModuleState.Of(model);
        Assert.DoesNotContain("lm_head.weight", CheckpointTensors.Open(folder).Names);
        TensorFile.Save(Weights, new Dictionary<string, Tensor>(state) { ["lm_head.weight"] = state["model.embed_tokens.weight"] });
        using var loaded = LanguageModelCheckpoint.Load(folder);
        TensorFile.Save(Weights, new Dictionary<string, Tensor>(state) { ["lm_head.weight"] = state["model.embed_tokens.weight"] + 1 });
        Assert.Contains("tie_word_embeddings", Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message);
    }

    [Fact]
    public void Names_that_are_all_shifted_are_told_in_a_word_with_the_way_to_mend_them()
    {
        using var model = Samples.NewLanguageModel();
        LanguageModelCheckpoint.Save(model, folder);
        var state = ModuleState.Of(model);
        TensorFile.Save(Weights, state.ToDictionary(pair => "model.language_model." + pair.Key, pair => pair.Value));
        var message = Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message;
        Assert.Contains($"{state.Count} missing: model.embed_tokens.weight, ", message);
        Assert.Contains($" and {state.Count - 12} more", message);
        Assert.Contains($"{state.Count} of the missing names are there with `model.language_model.` in front", message);
        Assert.Contains("k.removeprefix('model.language_model.')", message);
        TensorFile.Save(Weights, state.ToDictionary(pair => pair.Key["model.".Length..], pair => pair.Value));
        message = Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message;
        Assert.Contains($"{state.Count} of the missing names are there without the `model.` in front", message);
        Assert.Contains("{'model.' + k: v", message);
        TensorFile.Save(Weights, state.ToDictionary(pair => "x" + pair.Key, pair => pair.Value));
        Assert.DoesNotContain("in front", Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message);
    }

    [Fact]
    public void What_a_folder_says_besides_the_weights_goes_along()
    {
        using (var model = Samples.NewLanguageModel()) LanguageModelCheckpoint.Save(model, folder);
        var path = Path.Combine(folder, "config.json");
        var config = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        (config["bos_token_id"], config["eos_token_id"], config["initializer_range"], config["my_field"]) = (5, new JsonArray(7, 8), 0.5, "kept");
        File.WriteAllText(path, config.ToJsonString());
        File.Delete(Path.Combine(folder, "generation_config.json"));
        File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), """{"model_max_length": 7}""");
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "not a file of a model");
        using var loaded = LanguageModelCheckpoint.Load(folder);
        var target = Path.Combine(folder, "written");
        LanguageModelCheckpoint.Save(loaded, target);
        Assert.True(JsonNode.DeepEquals(config, JsonNode.Parse(File.ReadAllText(Path.Combine(target, "config.json")))));
        Assert.Equal(["config.json", "generation_config.json", "model.safetensors", "tokenizer_config.json"], Directory.GetFiles(target).Select(Path.GetFileName).Order());
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"_from_model_config": true, "bos_token_id": 5, "eos_token_id": [7, 8], "transformers_version": "4.46.1"}"""),
            JsonNode.Parse(File.ReadAllText(Path.Combine(target, "generation_config.json")))));

        File.WriteAllText(Path.Combine(folder, "generation_config.json"), """{"top_p": 0.8}""");
        using var again = LanguageModelCheckpoint.Load(folder);
        LanguageModelCheckpoint.Save(again, target);
        Assert.Equal("""{"top_p": 0.8}""", File.ReadAllText(Path.Combine(target, "generation_config.json")));
    }

    [Fact]
    public void Shards_of_another_cut_do_not_stay_behind()
    {
        using var model = Samples.NewLanguageModel();
        LanguageModelCheckpoint.Save(model, folder, new SaveSettings { MaxShardSize = 4000 });
        var shards = Directory.GetFiles(folder, "model-*").Length;
        Assert.True(shards > 3, $"{shards} shards");
        Assert.All(Directory.GetFiles(folder, "model-*"), file => Assert.True(SafetensorsFile.Open(file) is { } shard && (shard.TensorBytes <= 4000 || shard.Tensors.Count == 1)));
        Assert.True(File.Exists(Path.Combine(folder, $"model-00001-of-{shards:00000}.safetensors")));
        using (var loaded = LanguageModelCheckpoint.Load(folder))
            Assert.All(ModuleState.Of(loaded), pair => Assert.True(pair.Value.detach().bytes.SequenceEqual(ModuleState.Of(model)[pair.Key].detach().bytes)));
        LanguageModelCheckpoint.Save(model, folder);
        Assert.Equal(["config.json", "generation_config.json", "model.safetensors"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_number_too_large_for_float16_is_not_written_as_infinity()
    {
        using var model = Samples.NewLanguageModel();
        using (no_grad()) model.parameters().First().fill_(70_000);
        Assert.Contains("float16 cannot hold", Assert.Throws<ArgumentException>(() => LanguageModelCheckpoint.Save(model, folder, new SaveSettings { DType = ScalarType.Float16 })).Message);
    }

    void IDisposable.Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Dispose();
    }

    private static long Memory(string field) =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(field + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
}
