using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Layers;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Tests.Models.Checkpoints.Descriptions;

public sealed class VisionDescriptionTests : ModelTest, IDisposable
{
    private static readonly VisionShape[] Shapes =
    [
        Samples.Vision with { Activation = Activation.Gelu, HasHead = false, LayerNormEps = 1e-4 },
        Samples.Clip, Samples.Clip with { Activation = Activation.Gelu, ProjectionDim = 7, ImageSize = 13 },
        Samples.Dinov2, Samples.Dinov2 with { SwiGlu = true, MlpDim = 40, HasQueryBias = false },
        Samples.Dinov2 with { Registers = 3, HasMaskToken = false, LayerScale = 1e-5, MlpDim = 23, NumChannels = 1 },
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("pivot-described-").FullName;

    private string Description => Path.Combine(folder, "config.json");

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void A_tower_comes_back_with_its_sizes_and_its_weights(int index)
    {
        Assert.Equal(6, Shapes.Length);
        using var tower = VisionTowers.Build(Shapes[index]);
        Initializer.Draw(tower, 3);
        VisionTowerCheckpoint.Save(tower, folder);
        using var loaded = VisionTowerCheckpoint.Load(folder);
        Assert.Equal(tower.Shape, loaded.Shape);
        var weights = ModuleState.Of(loaded);
        Assert.Equal(ModuleState.Of(tower).Count, weights.Count);
        Assert.All(ModuleState.Of(tower), pair => Near.Equal(pair.Value.detach(), weights[pair.Key], 0, 0, pair.Key));
    }

    [Fact]
    public void A_ratio_that_rounds_down_is_nudged_to_the_width_it_stands_for()
    {
        for (var width = 1; width < 40; width++)
        {
            foreach (var mlp in new[] { 2, 29, 57, 113, 4096 })
            {
                var shape = Samples.Dinov2 with { EmbedDim = width, NumHeads = 1, NumLayers = 0, ImageSize = 1, PatchSize = 1, MlpDim = mlp };
                foreach (var one in new[] { shape, shape with { SwiGlu = true, MlpDim = Dinov2VisionShape.GatedDim(mlp) } })
                {
                    using var tower = new Dinov2Model(one);
                    VisionTowerCheckpoint.Save(tower, folder);
                    Assert.Equal(one, CheckpointDescription.Read(folder).Vision);
                }
            }
        }
    }

    [Fact]
    public void A_pair_whose_texts_have_a_width_of_their_own_comes_back()
    {
        using var model = new SiglipModel(Samples.Vision, Samples.Text with { EmbedDim = 12, ProjectionDim = 16, EndToken = 1 });
        Initializer.Draw(model, 3);
        ImageTextCheckpoint.Save(model, folder);
        using var loaded = ImageTextCheckpoint.Load(folder);
        Assert.Equal(model.TextShape, loaded.TextShape);
        Assert.Equal([16L, 12], ModuleState.Of(loaded)["text_model.head.weight"].shape);
    }

    [Fact]
    public void Older_files_second_copy_of_a_part_wins()
    {
        using var model = new ClipModel(Samples.Clip, Samples.ClipText);
        Initializer.Draw(model, 3);
        ImageTextCheckpoint.Save(model, folder);
        var text = File.ReadAllText(Description);
        File.WriteAllText(Description, text.Replace("\"vision_config\": {", "\"vision_config\": { \"hidden_size\": 768 },\n  \"vision_config_dict\": {"));
        using var loaded = ImageTextCheckpoint.Load(folder);
        Assert.Equal(model.VisionShape, loaded.VisionShape);
    }

    [Theory]
    [InlineData("clip", "\"hidden_act\": \"quick_gelu\"", "\"hidden_act\": \"relu\"", "hidden_act is 'relu'; supported is 'gelu_pytorch_tanh', 'gelu', 'quick_gelu'")]
    [InlineData("clip", "\"attention_dropout\": 0.0", "\"attention_dropout\": 0.1", "attention_dropout is 0.1; supported is 0")]
    [InlineData("dinov2", "\"drop_path_rate\": 0.0", "\"drop_path_rate\": 0.3", "drop_path_rate is 0.3; supported is 0")]
    [InlineData("dinov2", "\"hidden_act\": \"gelu\"", "\"hidden_act\": \"silu\"", "hidden_act is 'silu'; supported is 'gelu'")]
    [InlineData("dinov2", "\"model_type\": \"dinov2\"", "\"model_type\": \"dinov2_with_registers\", \"num_register_tokens\": 0", "num_register_tokens is 0; supported is 1 and more")]
    [InlineData("dinov2", "\"model_type\": \"dinov2\"", "\"model_type\": \"vit\"", "model_type is 'vit'; known are siglip_vision_model, clip_vision_model, dinov2, dinov2_with_registers")]
    [InlineData("dinov2", "\"image_size\": 12", "\"image_size\": [12, 12]", "image_size is [12, 12]; it must be a whole number")]
    public void A_setting_that_is_not_computed_is_refused_by_name(string arch, string found, string replacement, string message)
    {
        using var tower = VisionTowers.Build(arch == "clip" ? Samples.Clip : Samples.Dinov2);
        VisionTowerCheckpoint.Save(tower, folder);
        var text = File.ReadAllText(Description);
        Assert.Contains(found, text);
        File.WriteAllText(Description, text.Replace(found, replacement));
        var error = Assert.Throws<CheckpointException>(() => VisionTowerCheckpoint.Load(folder));
        Assert.Contains(message, error.Message);
        Assert.Contains("config.json", error.Message);
    }

    [Theory]
    [InlineData("mlp", 1, false, "clip")]
    [InlineData("linear", 1, true, "clip")]
    [InlineData("pixel_shuffle", 3, false, "clip")]
    [InlineData("resampler", 3, false, "siglip")]
    [InlineData("mlp", 1, true, "registers")]
    [InlineData("resampler", 1, false, "registers")]
    public void A_multimodal_model_comes_back_with_its_projector_and_the_tokens_it_reads(string arch, int factor, bool all, string tower)
    {
        VisionShape shape = tower switch { "clip" => Samples.Clip, "siglip" => Samples.Vision, _ => Samples.Dinov2 with { Registers = 2 } };
        using var model = Model(shape, new ProjectorShape(arch, 16, 24, factor), all);
        MultimodalCheckpoint.Save(model, folder);
        using var loaded = MultimodalCheckpoint.Load(folder);
        Assert.Equal((shape, model.Projector.Shape, all), (loaded.VisionTower.Shape, loaded.Projector.Shape, loaded.ReadsAllTokens));
        Assert.Equal(model.ImageTokens, loaded.ImageTokens);
        var pixels = torch.ones(1, 3, 12, 12);
        var projected = loaded.Project(loaded.VisionFeatures(pixels));
        Near.Equal(model.Project(model.VisionFeatures(pixels)).detach(), projected, 0, 0, "projected");
        Assert.Equal([1L, model.ImageTokens, 24], projected.shape);
        Assert.Contains($"\"image_seq_length\": {model.ImageTokens}", File.ReadAllText(Description));
        Assert.Equal(arch != "mlp", File.ReadAllText(Description).Contains("pivot_projector"));
        Assert.Equal(tower == "registers" && !all, File.ReadAllText(Description).Contains("pivot_vision_tokens"));
    }

    [Theory]
    [InlineData("\"factor\": 3", "\"factor\": 2", "factor 2 does not divide the 3 patches along a side")]
    [InlineData("\"factor\": 3", "\"factor\": 0", "pivot_projector.factor is 0; supported by pixel_shuffle is 1 and more")]
    [InlineData("\"arch\": \"pixel_shuffle\"", "\"arch\": \"linear\"", "pivot_projector.factor is 3; supported by linear is 1")]
    [InlineData("\"arch\": \"pixel_shuffle\"", "\"arch\": \"perceiver\"", "pivot_projector.arch is 'perceiver'; supported is linear, mlp, pixel_shuffle, resampler")]
    [InlineData("\"arch\": \"pixel_shuffle\"", "\"arch\": \"resampler\"", "missing: multi_modal_projector.clip_attn.in_proj_bias")]
    [InlineData("\"vision_feature_select_strategy\": \"default\"", "\"vision_feature_select_strategy\": \"full\"", "the tower's class token cannot be read with them")]
    [InlineData("\"vision_feature_select_strategy\": \"default\"", "\"vision_feature_select_strategy\": \"cls\"", "'cls'; supported is 'default', 'full'")]
    [InlineData("\"projector_hidden_act\": \"gelu\"", "\"projector_hidden_act\": \"relu\"", "projector_hidden_act is 'relu'; supported is 'gelu'")]
    public void A_projector_that_contradicts_its_surroundings_is_refused(string found, string replacement, string message)
    {
        using var model = Model(Samples.Clip, new ProjectorShape("pixel_shuffle", 16, 24, 3), all: false);
        MultimodalCheckpoint.Save(model, folder);
        var text = File.ReadAllText(Description);
        Assert.Contains(found, text);
        File.WriteAllText(Description, text.Replace(found, replacement));
        Assert.Contains(message, Assert.Throws<CheckpointException>(() => MultimodalCheckpoint.Load(folder)).Message);
    }

    [Theory]
    [InlineData("siglip", "drops the first patch of a siglip tower")]
    [InlineData("registers", "leaves registers among the patches")]
    public void The_default_selection_that_would_not_be_the_patches_is_refused(string tower, string message)
    {
        VisionShape shape = tower == "siglip" ? Samples.Vision : Samples.Dinov2 with { Registers = 2 };
        using var model = Model(shape, new ProjectorShape("mlp", 16, 24), all: true);
        MultimodalCheckpoint.Save(model, folder);
        File.WriteAllText(Description, File.ReadAllText(Description).Replace("\"vision_feature_select_strategy\": \"full\"", "\"vision_feature_select_strategy\": \"default\""));
        Assert.Contains(message, Assert.Throws<CheckpointException>(() => MultimodalCheckpoint.Load(folder)).Message);
    }

    void IDisposable.Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Dispose();
    }

    private static MultimodalModel Model(VisionShape tower, ProjectorShape projector, bool all)
    {
        var model = new MultimodalModel(
            VisionTowers.Build(tower), ProjectorCatalog.Build(projector), new CausalLanguageModel(Samples.Language), imageTokenId: 3, visionFeatureLayer: -2, all);
        Initializer.Draw(model, 5);
        return model;
    }
}
