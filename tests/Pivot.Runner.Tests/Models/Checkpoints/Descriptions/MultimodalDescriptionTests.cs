using System.Text.Json;
using System.Text.Json.Nodes;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Tests.Models.Checkpoints.Descriptions;

public sealed class MultimodalDescriptionTests : ModelTest, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pivot-multimodal-").FullName;

    public static TheoryData<string> Folders => [.. Goldens.Folders("llava"), .. Goldens.Folders("llava_onevision")];

    // The whole file, words and all, comes back through the checkpoint (RoundTripTests). Here: what is written of a model that never had a file, against the reference's.
    [Theory, MemberData(nameof(Folders)), Trait("Category", "Golden")]
    public void A_fresh_description_says_at_the_top_what_transformers_says(string name)
    {
        var text = File.ReadAllText(Path.Combine(Goldens.Folder(name), "config.json"));
        var (expected, written) = (JsonNode.Parse(text)!.AsObject(), Read(text).Write());
        foreach (var part in new[] { "text_config", "vision_config" })
        {
            var (there, ours) = (expected[part]!.AsObject(), written[part]!.AsObject());
            foreach (var (field, value) in ours.Where(pair => there.ContainsKey(pair.Key)).ToList()) Assert.True(JsonNode.DeepEquals(there[field], value), $"{part}.{field}");
            expected.Remove(part);
            written.Remove(part);
        }
        Assert.Equal(expected.ToJsonString(), written.ToJsonString());
    }

    [Fact]
    public void Absent_fields_have_the_classes_defaults()
    {
        var llava = Read("""{"model_type": "llava", "vision_config": {"model_type": "clip_vision_model"}, "text_config": {}}""");
        Assert.Equal((32000, -2, false, LanguageShape.Llama, "clip"), (llava.ImageTokenId, llava.VisionFeatureLayer, llava.ReadsAllTokens, llava.Language.Arch, llava.Vision.Arch));
        var onevision = Read("""{"model_type": "llava_onevision", "vision_config": {"image_size": 384, "patch_size": 14}, "text_config": {}}""");
        Assert.Equal((151646, 151647, -1, LanguageShape.Qwen2, "siglip"),
            (onevision.ImageTokenId, onevision.VideoTokenId, onevision.VisionFeatureLayer, onevision.Language.Arch, onevision.Vision.Arch));
        Assert.Equal((36, 9), (onevision.Anyres!.Grid.Count, onevision.Anyres.MostTiles));
        Assert.Equal([new PixelSize(384, 384), new PixelSize(384, 768), new PixelSize(2304, 2304)], [onevision.Anyres.Grid[0], onevision.Anyres.Grid[1], onevision.Anyres.Grid[35]]);
    }

    [Theory]
    [InlineData("llava", "\"vision_feature_select_strategy\": \"default\"", "drops the first patch of a siglip tower")]
    [InlineData("llava", "\"vision_feature_select_strategy\": \"full\", \"projector_hidden_act\": \"relu\"", "projector_hidden_act is 'relu'; supported is 'gelu'")]
    [InlineData("llava_onevision", "\"vision_aspect_ratio\": \"anyres_max_0\"", "vision_aspect_ratio is 'anyres_max_0'; supported is 'anyres_max_N'")]
    [InlineData("llava_onevision", "\"vision_aspect_ratio\": \"pad\"", "vision_aspect_ratio is 'pad'")]
    [InlineData("llava_onevision", "\"image_grid_pinpoints\": [[224, 300]]", "no multiple of the tile's side 224")]
    [InlineData("llava_onevision", "\"image_grid_pinpoints\": [[224]]", "must be a list of pairs of whole numbers")]
    [InlineData("llava_onevision", "\"image_grid_pinpoints\": []", "anyres needs at least one size")]
    public void What_is_not_computed_is_refused_by_name(string type, string field, string message) => Assert.Contains(message, Assert.Throws<CheckpointException>(
        () => Read($$$"""{"model_type": "{{{type}}}", "vision_config": {"model_type": "siglip_vision_model"}, "text_config": {}, {{{field}}}}""")).Message);

    [Theory]
    [InlineData(9)]
    [InlineData(null)]
    public void An_anyres_model_comes_back_with_its_layout_its_newline_and_its_bytes(int? mostTiles)
    {
        using var model = new MultimodalModel(
            new SiglipVisionModel(Samples.Vision), new MlpProjector(16, 24), new CausalLanguageModel(Samples.Language), imageTokenId: 3, visionFeatureLayer: -1,
            anyres: new AnyresLayout([new PixelSize(12, 24), new PixelSize(36, 12)], 12, mostTiles))
        {
            PadTokenId = 2, VideoTokenId = 4,
        };
        Initializer.Draw(model, 4);
        MultimodalCheckpoint.Save(model, folder);
        using var loaded = MultimodalCheckpoint.Load(folder);
        Assert.Equal(LlavaDescription.Of(model).Write().ToJsonString(), LlavaDescription.Of(loaded).Write().ToJsonString());
        Assert.Equal(model.Anyres!.Grid, loaded.Anyres!.Grid);
        Assert.Equal((mostTiles, 2, 4), (loaded.Anyres.MostTiles, loaded.PadTokenId, loaded.VideoTokenId));
        Near.Equal(ModuleState.Of(model)["image_newline"].detach(), ModuleState.Of(loaded)["image_newline"].detach(), 0, 0, "image_newline");
    }

    void IDisposable.Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Dispose();
    }

    private static LlavaDescription Read(string text) => LlavaDescription.Read(new DescriptionReader(JsonDocument.Parse(text).RootElement, "config.json"));
}
