using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Vision;

public class VisionTowerTests : ModelTest
{
    private static readonly VisionShape[] Shapes =
        [Samples.Vision, Samples.Clip, Samples.Dinov2, Samples.Dinov2 with { Registers = 2, SwiGlu = true }];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Shapes.Length)];

    [Theory, MemberData(nameof(Indices))]
    public void A_border_that_fills_no_patch_is_not_read(int index)
    {
        using var tower = Tower(Shapes[index] with { ImageSize = 14, PatchSize = 4 });
        using var cropped = VisionTowers.Build(Shapes[index] with { ImageSize = 12, PatchSize = 4 });
        using (no_grad()) foreach (var (name, parameter) in ModuleState.Of(cropped)) parameter.copy_(ModuleState.Of(tower)[name]);
        var pixels = randn([2, 3, 14, 14], generator: new Generator(1));
        Near.Equal(cropped.LastHiddenState(pixels.narrow(2, 0, 12).narrow(3, 0, 12)).detach(), tower.LastHiddenState(pixels), 0, 0, "last hidden state");
    }

    [Theory, MemberData(nameof(Indices))]
    public void Patch_features_are_the_tokens_behind_the_prefix(int index)
    {
        using var tower = Tower(Shapes[index]);
        var pixels = randn([2, 3, 12, 12], generator: new Generator(1));
        var (all, patches) = (tower.HiddenState(pixels, -2), tower.PatchFeatures(pixels, -2));
        Assert.Equal([2L, tower.Shape.PrefixTokens + 9, 16], all.shape);
        Near.Equal(all.narrow(1, tower.Shape.PrefixTokens, 9).detach(), patches, 0, 0, "patches");
    }

    [Theory, MemberData(nameof(Indices))]
    public void A_patch_stands_in_row_order_at_its_place(int index)
    {
        using var tower = Tower(Shapes[index]);
        var pixels = randn([1, 3, 8, 16], generator: new Generator(1)); // 2 x 4 patches
        var before = tower.PatchFeatures(pixels, 0, interpolatePositions: true);
        pixels.narrow(2, 4, 4).narrow(3, 8, 4).add_(1); // row 1, column 2
        var moved = (tower.PatchFeatures(pixels, 0, interpolatePositions: true) - before).abs().amax([2]).flatten();
        Assert.Equal(Enumerable.Range(0, 8).Select(patch => patch == 6), moved.gt(0).data<bool>().ToArray());
    }

    [Theory, MemberData(nameof(Indices))]
    public void Pixels_that_do_not_fit_are_refused_in_words(int index)
    {
        using var tower = Tower(Shapes[index]);
        Assert.Equal("pixel values are [1, 2, 12, 12]; the tower takes [B, 3, H, W]", Assert.Throws<ArgumentException>(() => tower.Pooled(zeros(1, 2, 12, 12))).Message);
        Assert.Contains("[3, 12, 12]", Assert.Throws<ArgumentException>(() => tower.Pooled(zeros(3, 12, 12))).Message);
        Assert.Contains("smaller than the tower's patch", Assert.Throws<ArgumentException>(() => tower.Pooled(zeros(1, 3, 12, 3), interpolatePositions: true)).Message);
    }

    [Theory, MemberData(nameof(Indices))]
    public void Every_parameter_is_drawn_and_the_drawing_is_its_names_own(int index)
    {
        using var tower = Tower(Shapes[index]);
        using var again = Tower(Shapes[index] with { NumLayers = 3 });
        var deeper = ModuleState.Of(again);
        foreach (var (name, parameter) in ModuleState.Of(tower).Where(pair => pair.Key.Contains("embeddings")))
            Near.Equal(parameter.detach(), deeper[name], 0, 0, name);
    }

    [Fact]
    public void Clips_and_dinov2s_tokens_and_scales_start_as_their_laws_say()
    {
        using var clip = Tower(Samples.Clip with { EmbedDim = 400, NumLayers = 1 });
        var weights = ModuleState.Of(clip);
        Assert.InRange(weights["vision_model.embeddings.class_embedding"].std().item<float>() * 20, 0.9, 1.1); // 400^-1/2
        Assert.InRange(weights["vision_model.encoder.layers.0.self_attn.q_proj.weight"].std().item<float>() * 20, 0.98, 1.02);
        Assert.InRange(weights["vision_model.encoder.layers.0.self_attn.out_proj.weight"].std().item<float>() * 20 * Math.Sqrt(2), 0.98, 1.02);
        using var dinov2 = Tower(Samples.Dinov2 with { EmbedDim = 400, LayerScale = 0.5 });
        weights = ModuleState.Of(dinov2);
        Assert.InRange(weights["embeddings.cls_token"].std().item<float>() / 0.02, 0.9, 1.1);
        Assert.InRange(weights["embeddings.position_embeddings"].std().item<float>() / 0.02, 0.97, 1.03);
        Assert.True(weights["encoder.layer.0.layer_scale1.lambda1"].eq(0.5f).all().item<bool>());
        Assert.True(weights["embeddings.mask_token"].eq(0).all().item<bool>());
    }

    [Fact]
    public void A_mask_of_another_shape_or_without_a_mask_token_is_refused()
    {
        using var tower = (Dinov2Model)Tower(Samples.Dinov2);
        using var bare = (Dinov2Model)Tower(Samples.Dinov2 with { HasMaskToken = false });
        var pixels = zeros(1, 3, 12, 12);
        Assert.Contains("it must be bool [1, 9]", Assert.Throws<ArgumentException>(() => tower.LastHiddenState(pixels, zeros(1, 8, dtype: ScalarType.Bool))).Message);
        Assert.Contains("it must be bool [1, 9]", Assert.Throws<ArgumentException>(() => tower.LastHiddenState(pixels, zeros(1, 9))).Message);
        Assert.Contains("no mask token", Assert.Throws<InvalidOperationException>(() => bare.LastHiddenState(pixels, zeros(1, 9, dtype: ScalarType.Bool))).Message);
    }

    [Theory, MemberData(nameof(Indices))]
    public void A_multimodal_model_reads_patches_or_all_tokens(int index)
    {
        foreach (var all in new[] { false, true })
        {
            using var model = new MultimodalModel(Tower(Shapes[index]), new MlpProjector(16, 24), new CausalLanguageModel(Samples.Language), 3, -1, all);
            Assert.Equal(9 + (all ? Shapes[index].PrefixTokens : 0), model.ImageTokens);
            Assert.Equal(model.ImageTokens, model.VisionFeatures(zeros(1, 3, 12, 12)).size(1));
        }
    }

    [Fact]
    public void A_projector_that_reads_a_square_is_not_given_class_tokens_nor_half_blocks()
    {
        using var language = new CausalLanguageModel(Samples.Language);
        using var tower = Tower(Samples.Clip);
        using var shuffle = new PixelShuffleProjector(16, 24, 3);
        using var half = new PixelShuffleProjector(16, 24, 2);
        Assert.Contains("class token", Assert.Throws<ArgumentException>(() => new MultimodalModel(tower, shuffle, language, 3, -1, readsAllTokens: true)).Message);
        Assert.Contains("does not divide the 3 patches", Assert.Throws<ArgumentException>(() => new MultimodalModel(tower, half, language, 3, -1)).Message);
    }

    private static VisionTower Tower(VisionShape shape)
    {
        var tower = VisionTowers.Build(shape);
        Initializer.Draw(tower, 7);
        return tower;
    }
}
