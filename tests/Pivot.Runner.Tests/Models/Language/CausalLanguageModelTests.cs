using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Language;

public class CausalLanguageModelTests : ModelTest
{
    private readonly CausalLanguageModel model = Samples.NewLanguageModel();

    [Fact]
    public void Decoding_with_a_cache_equals_one_pass()
    {
        using var noGrad = no_grad();
        var ids = Ids(seed: 5, 3, 9);
        var whole = model.Hidden(model.Embed(ids), Range(0, 9, rows: 3));
        using var cache = new KeyValueCache(model, 3, 9);
        var pieces = new List<Tensor>();
        foreach (var (start, count) in new[] { (0, 4), (4, 1), (5, 3), (8, 1) })
            pieces.Add(model.Hidden(model.Embed(ids.narrow(1, start, count)), Range(start, count, rows: 3), null, cache));
        Assert.Equal(9, cache.Length);
        // Other kernels, other rounding: the tolerance is that of the reference outputs for hidden states.
        Near.Equal(whole, cat([.. pieces], 1), 1e-4, 1e-4, "hidden");
    }

    [Fact]
    public void A_cache_keeps_the_rows_it_is_told_to()
    {
        using var noGrad = no_grad();
        var ids = Ids(seed: 6, 3, 6);
        var whole = model.Hidden(model.Embed(ids), Range(0, 6, rows: 3));
        using var cache = new KeyValueCache(model, 3, 6);
        model.Hidden(model.Embed(ids.narrow(1, 0, 5)), Range(0, 5, rows: 3), null, cache);
        cache.Keep(tensor(new long[] { 2, 0 }));
        var last = model.Hidden(model.Embed(stack([ids[2], ids[0]]).narrow(1, 5, 1)), Range(5, 1, rows: 2), null, cache);
        Near.Equal(stack([whole[2, 5], whole[0, 5]]), last.squeeze(1), 1e-5, 1e-5, "hidden");
    }

    [Fact]
    public void A_full_cache_says_so()
    {
        using var noGrad = no_grad();
        using var cache = new KeyValueCache(model, 1, 2);
        var error = Assert.Throws<InvalidOperationException>(() => model.Hidden(model.Embed(Ids(seed: 1, 1, 3)), Range(0, 3, rows: 1), null, cache));
        Assert.Contains("room for 2 tokens", error.Message);
    }

    [Fact]
    public void Padding_on_either_side_does_not_change_results()
    {
        var ids = Ids(seed: 7, 2, 6);
        var plain = model.Hidden(model.Embed(ids), Range(0, 6, rows: 2));
        var pad = zeros(2, 3, ScalarType.Int64);
        var (yes, no) = (ones(2, 6, ScalarType.Bool), zeros(2, 3, ScalarType.Bool));
        var right = model.Hidden(model.Embed(cat([ids, pad], 1)), Range(0, 9, rows: 2), Masks.Causal(cat([yes, no], 1)));
        Near.Equal(plain, right.narrow(1, 0, 6), 1e-5, 1e-5, "padded on the right");
        var left = model.Hidden(model.Embed(cat([pad, ids], 1)), cat([pad, Range(0, 6, rows: 2)], 1), Masks.Causal(cat([no, yes], 1)));
        Near.Equal(plain, left.narrow(1, 3, 6), 1e-5, 1e-5, "padded on the left");
    }

    [Fact]
    public void Branches_that_do_not_see_each_other_equal_separate_passes()
    {
        // [prefix 4 | branch a 3 | branch b 2]: both branches go on counting at 4.
        var (prefix, first, second) = (Ids(seed: 8, 1, 4), Ids(seed: 9, 1, 3), Ids(seed: 10, 1, 2));
        var separateFirst = model.Hidden(model.Embed(cat([prefix, first], 1)), Range(0, 7, rows: 1));
        var separateSecond = model.Hidden(model.Embed(cat([prefix, second], 1)), Range(0, 6, rows: 1));
        var mayLook = ones(9, 9, ScalarType.Bool).tril();
        mayLook.narrow(0, 7, 2).narrow(1, 4, 3).fill_(false);
        var positions = cat([Range(0, 7, rows: 1), Range(4, 2, rows: 1)], 1);
        var together = model.Hidden(model.Embed(cat([prefix, first, second], 1)), positions, mayLook.view(1, 1, 9, 9));
        Near.Equal(separateFirst, together.narrow(1, 0, 7), 1e-5, 1e-5, "prefix and first branch");
        Near.Equal(separateSecond.narrow(1, 4, 2), together.narrow(1, 7, 2), 1e-5, 1e-5, "second branch");
    }

    [Fact]
    public void Later_tokens_do_not_change_earlier_ones()
    {
        var ids = Ids(seed: 11, 1, 6);
        var changed = ids.clone();
        changed[0, 5] = (ids[0, 5] + 1) % 31;
        var (before, after) = (model.Hidden(model.Embed(ids), Range(0, 6, 1)), model.Hidden(model.Embed(changed), Range(0, 6, 1)));
        Near.Equal(before.narrow(1, 0, 5), after.narrow(1, 0, 5), 0, 0, "earlier tokens");
        Assert.True((before[0, 5] - after[0, 5]).abs().max().item<float>() > 0.01);
    }

    [Fact]
    public void A_row_that_may_look_at_nothing_stays_finite()
    {
        var hidden = model.Hidden(model.Embed(Ids(seed: 12, 1, 3)), Range(0, 3, 1), zeros(1, 1, 3, 3, dtype: ScalarType.Bool));
        Assert.True(hidden.isfinite().all().item<bool>());
    }

    [Fact]
    public void Positions_and_masks_of_the_wrong_size_are_named()
    {
        var embedded = model.Embed(Ids(seed: 13, 2, 4));
        Assert.Contains("position ids are [2, 3]", Assert.Throws<ArgumentException>(() => model.Hidden(embedded, Range(0, 3, 2))).Message);
        var mask = ones(2, 1, 4, 5, dtype: ScalarType.Bool);
        Assert.Contains("[2, 1, 4, 5]", Assert.Throws<ArgumentException>(() => model.Hidden(embedded, Range(0, 4, 2), mask)).Message);
    }

    [Theory]
    [InlineData(5, 2, "NumKvHeads 2 does not divide NumHeads 5")]
    [InlineData(8, 8, "head width")]
    public void Sizes_that_do_not_fit_are_refused(int heads, int kvHeads, string message)
    {
        var shape = Samples.Language with { EmbedDim = 40, NumHeads = heads, NumKvHeads = kvHeads };
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new CausalLanguageModel(shape)).Message);
    }

    [Fact]
    public void A_Llama_has_the_biases_and_the_head_width_that_its_shape_says()
    {
        var shape = Samples.Language with { Arch = LanguageShape.Llama, HeadDim = 10, AttentionBias = true, MlpBias = true, NumLayers = 1 };
        using var full = new CausalLanguageModel(shape);
        var names = ModuleState.Of(full);
        string[] matrices = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj", "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"];
        Assert.All(matrices, matrix => Assert.Equal(names[$"model.layers.0.{matrix}.weight"].size(0), names[$"model.layers.0.{matrix}.bias"].size(0)));
        Assert.Equal([40L, 24], names["model.layers.0.self_attn.q_proj.weight"].shape);
        Assert.Equal([24L, 40], names["model.layers.0.self_attn.o_proj.weight"].shape);
        using var plain = new CausalLanguageModel(shape with { AttentionBias = false, MlpBias = false });
        Assert.DoesNotContain(ModuleState.Of(plain).Keys, name => name.EndsWith(".bias", StringComparison.Ordinal));
        Assert.Contains("a qwen2's biases are fixed", Assert.Throws<ArgumentException>(() => new CausalLanguageModel(Samples.Language with { MlpBias = true })).Message);
        Assert.Contains("a qwen2's is EmbedDim / NumHeads = 6", Assert.Throws<ArgumentException>(() => new CausalLanguageModel(Samples.Language with { HeadDim = 10 })).Message);
        Assert.Contains("Arch is 'gpt2'", Assert.Throws<ArgumentException>(() => new CausalLanguageModel(Samples.Language with { Arch = "gpt2" })).Message);
    }

    // Original length 100: frequency 1 has 15.9 waves in it (more than 4: kept), 0.01 has 0.159 (fewer than 1: divided by 8), 0.1 has 1.59: 0.197 of the way.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.01, 0.00125)]
    [InlineData(0.1, 0.0297535)]
    public void Llama_3_stretches_long_waves_and_leaves_short_ones(double plain, double stretched)
    {
        Assert.Equal(stretched, new Llama3RopeScaling(8, 1, 4, 100).Stretch(plain), 6);
        Assert.Equal(plain / 2, new LinearRopeScaling(2).Stretch(plain), 12);
    }

    private static Tensor Ids(ulong seed, int rows, int length)
    {
        using var generator = new Generator(seed, CPU);
        return randint(31, [rows, length], ScalarType.Int64, generator: generator);
    }

    private static Tensor Range(int start, int count, int rows) => arange(start, start + count).unsqueeze(0).expand(rows, -1);
}
