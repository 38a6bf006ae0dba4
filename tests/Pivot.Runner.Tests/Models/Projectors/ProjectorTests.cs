using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Projectors;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Projectors;

public class ProjectorTests : ModelTest
{
    public static TheoryData<string> Archs => ["linear", "mlp", "pixel_shuffle", "resampler"];

    [Theory, MemberData(nameof(Archs))]
    public void Tokens_are_as_many_as_counted_and_every_parameter_has_a_gradient(string arch)
    {
        var shape = new ProjectorShape(arch, 6, 5, arch is "linear" or "mlp" ? 1 : 2);
        using var projector = ProjectorCatalog.Build(shape);
        Initializer.Draw(projector, 1);
        using (no_grad()) foreach (var parameter in projector.parameters()) parameter.add_(0.1f); // no bias at zero
        Assert.Equal(shape, projector.Shape);
        var tokens = projector.call(Features(2, 36, 6));
        Assert.Equal([2L, shape.ReadsGrid ? 9 : 36, 5], tokens.shape);
        Assert.Equal(tokens.shape[1], projector.Tokens(36));
        (tokens * Features(2, tokens.shape[1], 5)).sum().backward();
        Assert.All(projector.named_parameters(), entry => Assert.True(entry.parameter.grad is { } gradient && gradient.abs().max().item<float>() > 0, entry.name));
    }

    [Fact]
    public void Pixel_shuffle_lays_a_block_row_by_row_into_one_token()
    {
        // 4 x 4 patches of width 2; patch (r, c) holds [10 (4 r + c), 10 (4 r + c) + 1].
        var features = (arange(16, dtype: ScalarType.Float32) * 10).unsqueeze(1) + arange(2, dtype: ScalarType.Float32); // [16, 2]
        using var projector = new PixelShuffleProjector(2, 3, 2);
        var shuffled = projector.Shuffle(features.unsqueeze(0)); // [1, 4, 8]
        float[][] byHand =
        [
            [0, 1, 10, 11, 40, 41, 50, 51],
            [20, 21, 30, 31, 60, 61, 70, 71],
            [80, 81, 90, 91, 120, 121, 130, 131],
            [100, 101, 110, 111, 140, 141, 150, 151],
        ];
        Assert.Equal(byHand.SelectMany(row => row), shuffled.flatten().data<float>().ToArray());
    }

    [Fact]
    public void Pixel_shuffle_is_norm_and_mlp_of_the_shuffled_block()
    {
        using var projector = new PixelShuffleProjector(4, 5, 3);
        Initializer.Draw(projector, 2);
        var features = Features(1, 9, 4);
        var weights = ModuleState.Of(projector);
        var block = nn.functional.layer_norm(features.reshape(1, 36), [36], eps: 1e-5); // one block: the patches in row order
        var hidden = nn.functional.gelu(nn.functional.linear(block, weights["linear_1.weight"], weights["linear_1.bias"]));
        var expected = nn.functional.linear(hidden, weights["linear_2.weight"], weights["linear_2.bias"]);
        Near.Equal(expected.detach(), projector.call(features)[0], 1e-6, 1e-5, "token");
        Assert.Equal(["layer_norm.bias", "layer_norm.weight", "linear_1.bias", "linear_1.weight", "linear_2.bias", "linear_2.weight"], weights.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(2, 6), InlineData(3, 6), InlineData(1, 3), InlineData(4, 8)]
    public void A_patch_moves_the_resamplers_token_of_its_own_block_and_no_other(int factor, int side)
    {
        using var projector = new ResamplerProjector(8, 5, factor);
        Initializer.Draw(projector, 3);
        using var noGrad = no_grad();
        var features = Features(1, side * side, 8);
        var before = projector.call(features);
        for (var patch = 0; patch < side * side; patch++)
        {
            var moved = features.clone();
            moved[0, patch] += randn(8, generator: new Generator(9));
            var changed = (projector.call(moved) - before).abs().amax([2])[0]; // [Q]
            var block = patch / side / factor * (side / factor) + patch % side / factor;
            for (var token = 0; token < changed.shape[0]; token++)
                Assert.True(changed[token].item<float>() > 0 == (token == block), $"patch {patch}, token {token}: {changed[token].item<float>()}");
        }
    }

    [Fact]
    public void The_resampler_worked_out_step_by_step()
    {
        // One block of 2 x 2 patches and one head: the query is the block's mean.
        using var projector = new ResamplerProjector(4, 3, 2);
        Initializer.Draw(projector, 4);
        using (no_grad()) foreach (var parameter in projector.parameters()) parameter.add_(0.05f);
        var weights = ModuleState.Of(projector);
        var patches = Features(1, 4, 4)[0]; // [4, 4]
        var query = Norm(nn.functional.linear(patches.mean([0], keepdim: true), weights["q_proj_1.weight"]), "ln_q_1"); // [1, 4]
        var (key, value) = (Norm(Mlp(patches, "k_proj_1"), "ln_k_1"), Norm(Mlp(patches, "v_proj_1"), "ln_v_1")); // [4, 4]
        var scores = Third(query, 0).mm(Third(key, 1).t()) / 2; // [1, 4], over sqrt(4)
        var attended = nn.functional.linear(scores.softmax(-1).mm(Third(value, 2)), weights["clip_attn.out_proj.weight"], weights["clip_attn.out_proj.bias"]);
        Near.Equal(Mlp(attended, "mlp").detach(), projector.call(patches.unsqueeze(0))[0], 1e-5, 1e-5, "token");
        Assert.Equal(23, weights.Count);

        Tensor Mlp(Tensor input, string name) => nn.functional.linear(
            nn.functional.gelu(nn.functional.linear(input, weights[name + ".0.weight"], weights[name + ".0.bias"])), weights[name + ".2.weight"], weights[name + ".2.bias"]);
        Tensor Norm(Tensor input, string name) => nn.functional.layer_norm(input, [4], weights[name + ".weight"], weights[name + ".bias"], 1e-6);
        Tensor Third(Tensor input, int third) => nn.functional.linear(
            input, weights["clip_attn.in_proj_weight"].narrow(0, 4 * third, 4), weights["clip_attn.in_proj_bias"].narrow(0, 4 * third, 4));
    }

    [Theory]
    [InlineData("pixel_shuffle"), InlineData("resampler")]
    public void A_grid_that_blocks_do_not_fill_is_refused(string arch)
    {
        using var projector = ProjectorCatalog.Build(new ProjectorShape(arch, 6, 5, 2));
        Assert.Contains("factor 2 does not divide the 5 patches along a side", Assert.Throws<ArgumentException>(() => projector.Tokens(25)).Message);
        Assert.Contains("37 tokens are none", Assert.Throws<ArgumentException>(() => projector.Tokens(37)).Message);
        Assert.Contains("37 tokens are none", Assert.Throws<ArgumentException>(() => projector.call(zeros(1, 37, 6))).Message);
        Assert.Contains("at least 1", Assert.Throws<ArgumentException>(() => ProjectorCatalog.Build(new ProjectorShape(arch, 6, 5, 0))).Message);
    }

    [Fact]
    public void An_unknown_projector_is_refused_with_those_there_are() => Assert.Contains(
        "linear, mlp, pixel_shuffle, resampler", Assert.Throws<ArgumentException>(() => ProjectorCatalog.Build(new ProjectorShape("perceiver", 1, 1))).Message);

    private static Tensor Features(long batch, long patches, long width) => randn([batch, patches, width], generator: new Generator(7));
}
