using System.Text;
using Pivot.Runner.Models.Checkpoints;
using TorchSharp;

namespace Pivot.Runner.Tests.Models.Checkpoints;

public sealed class CheckpointFolderTests : ModelTest, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pivot-checkpoint-").FullName;

    private string Weights => Path.Combine(folder, "model.safetensors");

    private string Description => Path.Combine(folder, "config.json");

    [Fact]
    public void A_multimodal_model_comes_back_with_its_sizes_and_its_bytes()
    {
        using var model = Samples.NewMultimodalModel(4);
        MultimodalCheckpoint.Save(model, folder);
        var (weights, description) = (File.ReadAllBytes(Weights), File.ReadAllBytes(Description));
        using var loaded = MultimodalCheckpoint.Load(folder);
        Assert.Equal(model.VisionTower.Shape, loaded.VisionTower.Shape);
        Assert.Equal(model.LanguageModel.Shape, loaded.LanguageModel.Shape);
        Assert.Equal((3, -2), (loaded.ImageTokenId, loaded.VisionFeatureLayer));
        MultimodalCheckpoint.Save(loaded, folder);
        Assert.Equal(weights, File.ReadAllBytes(Weights));
        Assert.Equal(description, File.ReadAllBytes(Description));
    }

    [Fact]
    public void A_tower_is_taken_out_of_a_siglip_and_out_of_a_multimodal_checkpoint()
    {
        using var siglip = Samples.NewSiglip(4);
        ImageTextCheckpoint.Save(siglip, folder);
        using var fromSiglip = VisionTowerCheckpoint.Load(folder);
        Same(ModuleState.Of(siglip.VisionTower()), ModuleState.Of(fromSiglip));

        using var model = Samples.NewMultimodalModel(4);
        MultimodalCheckpoint.Save(model, folder);
        using var fromMultimodal = VisionTowerCheckpoint.Load(folder);
        Same(ModuleState.Of(model.VisionTower), ModuleState.Of(fromMultimodal));

        VisionTowerCheckpoint.Save(fromMultimodal, folder);
        using var alone = VisionTowerCheckpoint.Load(folder);
        Same(ModuleState.Of(fromMultimodal), ModuleState.Of(alone));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_language_model_comes_back_tied_or_not(bool tied)
    {
        using var model = Samples.NewLanguageModel(2, Samples.Language with { TieWordEmbeddings = tied });
        Assert.Equal(!tied, ModuleState.Of(model).ContainsKey("lm_head.weight"));
        LanguageModelCheckpoint.Save(model, folder);
        using var loaded = LanguageModelCheckpoint.Load(folder);
        Assert.Equal(model.Shape, loaded.Shape);
        Same(ModuleState.Of(model), ModuleState.Of(loaded));
    }

    [Fact]
    public void Missing_unexpected_and_misshapen_tensors_are_listed_together()
    {
        using var model = Samples.NewLanguageModel();
        LanguageModelCheckpoint.Save(model, folder);
        var tensors = ModuleState.Of(model);
        tensors.Remove("model.norm.weight");
        tensors["model.extra"] = torch.zeros(2);
        tensors["model.embed_tokens.weight"] = torch.zeros(30, 24);
        TensorFile.Save(Weights, tensors);
        var message = Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message;
        Assert.Equal(
            $"{folder} does not fit the model: 1 missing: model.norm.weight; 1 unexpected: model.extra; "
            + "1 misshapen: model.embed_tokens.weight is [30, 24], the model's is [31, 24]", message);
    }

    [Fact]
    public void Shards_are_put_together_by_their_index()
    {
        using var model = Samples.NewLanguageModel();
        LanguageModelCheckpoint.Save(model, folder);
        var tensors = ModuleState.Of(model);
        var halves = tensors.GroupBy(pair => pair.Key.Contains("layers.0") ? "a.safetensors" : "b.safetensors").ToList();
        Assert.Equal(2, halves.Count);
        foreach (var half in halves) TensorFile.Save(Path.Combine(folder, half.Key), half.ToDictionary());
        File.Delete(Weights);
        var map = string.Join(",", halves.SelectMany(half => half.Select(pair => $"\"{pair.Key}\":\"{half.Key}\"")));
        Index("{\"metadata\":{},\"weight_map\":{" + map + "}}");
        using var loaded = LanguageModelCheckpoint.Load(folder);
        Same(tensors, ModuleState.Of(loaded));

        Index("{\"weight_map\":{" + map.Replace("a.safetensors", "../a.safetensors") + "}}");
        Assert.Contains("not the name of a file in the folder", Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message);
        Index("""{"weight_map":{"model.norm.weight":"a.safetensors"}}""");
        Assert.Contains("which does not have it", Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message);
        Index("""{"weight_map":{"model.norm.weight":"b.safetensors"}}""");
        Assert.Contains("the index does not place", Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message);
        Index("""{"weights":{}}""");
        Assert.Contains("no readable weight_map", Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message);

        void Index(string json) => File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"), json);
    }

    [Fact]
    public void Pickles_are_refused_with_the_way_to_convert_them()
    {
        using var model = Samples.NewLanguageModel();
        LanguageModelCheckpoint.Save(model, folder);
        File.Delete(Weights);
        File.WriteAllBytes(Path.Combine(folder, "pytorch_model.bin"), [0x80, 2, 0, 0]);
        var message = Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message;
        Assert.Contains("pytorch_model.bin is a pickled checkpoint", message);
        Assert.Contains("save_file", message);
        File.WriteAllBytes(Weights, Encoding.ASCII.GetBytes("PK\x03\x04 and so on"));
        Assert.Contains("pickled", Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message);
    }

    [Theory]
    [InlineData("\"model_type\": \"qwen2\"", "\"model_type\": \"gpt2\"", "model_type is 'gpt2'; known are")]
    [InlineData("\"hidden_act\": \"silu\"", "\"hidden_act\": \"gelu\"", "hidden_act is 'gelu'; supported is 'silu'")]
    [InlineData("\"rope_scaling\": null", "\"rope_scaling\": {\"type\": \"yarn\"}", "rope_scaling")]
    [InlineData("\"use_sliding_window\": false", "\"use_sliding_window\": true", "use_sliding_window is true; supported is false")]
    [InlineData("\"hidden_size\": 24", "\"hidden_size\": 25", "NumHeads 4 does not divide EmbedDim 25")]
    [InlineData("\"hidden_size\": 24", "\"hidden_size\": \"24\"", "hidden_size is \"24\"; it must be a whole number")]
    [InlineData("\"hidden_size\": 24", "\"hidden_size\": 24, \"head_dim\": 8", "head_dim is 8")]
    [InlineData("{", "[", "not readable JSON")]
    public void A_description_that_cannot_be_met_says_which_field(string found, string replacement, string message)
    {
        using var model = Samples.NewLanguageModel();
        LanguageModelCheckpoint.Save(model, folder);
        var text = File.ReadAllText(Description);
        Assert.Contains(found, text);
        File.WriteAllText(Description, text.Replace(found, replacement));
        var error = Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder));
        Assert.Contains(message, error.Message);
        Assert.Contains("config.json", error.Message);
    }

    [Fact]
    public void A_tower_is_not_taken_out_of_a_language_model()
    {
        using var model = Samples.NewLanguageModel();
        LanguageModelCheckpoint.Save(model, folder);
        Assert.Contains("model_type is 'qwen2', a model without a vision tower", Assert.Throws<CheckpointException>(() => VisionTowerCheckpoint.Load(folder)).Message);
        Assert.Contains("there is no", Assert.Throws<CheckpointException>(() => CheckpointTensors.Open(folder + "-none")).Message);
        Assert.Contains("no config.json", Assert.Throws<CheckpointException>(() => VisionTowerCheckpoint.Load(folder + "-none")).Message);
    }

    void IDisposable.Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Dispose();
    }

    private static void Same(Dictionary<string, torch.Tensor> expected, Dictionary<string, torch.Tensor> actual)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, pair => Near.Equal(pair.Value.detach(), actual[pair.Key], 0, 0, pair.Key));
    }
}
