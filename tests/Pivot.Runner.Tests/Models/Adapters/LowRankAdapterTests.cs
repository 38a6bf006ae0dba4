using Pivot.Runner.Models.Adapters;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Layers;
using Pivot.Runner.Tests.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Adapters;

public sealed class LowRankAdapterTests : ModelTest
{
    private static readonly AdapterShape Shape = new(2, 6, 0);

    [Fact]
    public void Fresh_adapters_change_nothing_and_only_they_have_a_gradient()
    {
        using var model = Samples.NewLanguageModel();
        var ids = tensor(new long[] { 3, 7, 1 }, [1, 3]);
        var before = Logits(model, ids);
        foreach (var parameter in model.parameters()) parameter.requires_grad_(false);
        using var adapters = Attach(model, "q_proj", "down_proj");
        Assert.Equal(2 * 2, adapters.Layers.Count);
        var after = Logits(model, ids);
        Assert.True(before.equal(after).all().item<bool>());
        after.square().sum().backward();
        Assert.All(adapters.Parameters, p => Assert.NotNull(p.Parameter.grad));
        Assert.All(model.parameters(), p => Assert.Null(p.grad));
        // B is zero, so A has no say yet; B has.
        Assert.All(adapters.Parameters.Where(p => p.Name.EndsWith("lora_A.weight", StringComparison.Ordinal)), p => Assert.Equal(0, p.Parameter.grad!.abs().max().item<float>()));
        Assert.All(adapters.Parameters.Where(p => p.Name.EndsWith("lora_B.weight", StringComparison.Ordinal)), p => Assert.True(p.Parameter.grad!.abs().max().item<float>() > 0));
    }

    [Fact]
    public void A_layer_worked_by_hand_and_its_merged_matrix()
    {
        // W = [1 0], A = [1 2], B = [3], alpha / r = 2: y = x1 + 6 (x1 + 2 x2); W' = [7 12].
        using var layer = new LinearLayer(2, 1, WeightLaw.LecunNormal, hasBias: false);
        using var model = new Holder(layer);
        using var noGrad = no_grad();
        layer.Weight.copy_(tensor(new float[] { 1, 0 }, [1, 2]));
        using var adapters = LowRankAdapters.Attach(model, _ => true, ["layer"], new AdapterShape(1, 2, 0), new AdapterNoise(0));
        adapters.Parameters[0].Parameter.copy_(tensor(new float[] { 1, 2 }, [1, 2]));
        adapters.Parameters[1].Parameter.copy_(tensor(new float[] { 3 }, [1, 1]));
        var x = tensor(new float[] { 5, -1 }, [1, 2]);
        Assert.Equal(5 + 6 * 3, layer.call(x).item<float>());
        adapters.Merge();
        Assert.Equal([7f, 12f], layer.Weight.data<float>());
        Assert.Equal(5 * 7 - 12, layer.call(x).item<float>());
    }

    [Fact]
    public void Files_are_PEFTs_and_read_back_equal()
    {
        using var folder = new TemporaryFolder();
        using var model = Samples.NewLanguageModel();
        using var adapters = Attach(model, "v_proj", "q_proj");
        using (no_grad())
        {
            foreach (var (_, parameter) in adapters.Parameters) parameter.add_(0.25f);
        }
        AdapterFolder.Save(adapters, folder.Path);
        var tensors = TensorFile.Load(folder.File(AdapterFolder.WeightsName));
        Assert.Equal(8, tensors.Count);
        Assert.Equal([2, 24], tensors["base_model.model.model.layers.1.self_attn.q_proj.lora_A.weight"].shape);
        Assert.Equal([12, 2], tensors["base_model.model.model.layers.1.self_attn.v_proj.lora_B.weight"].shape);
        var description = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(folder.File(AdapterFolder.DescriptionName)))!;
        Assert.Equal("LORA", (string?)description["peft_type"]);
        Assert.Equal(2, (int)description["r"]!);
        Assert.Equal(6, (double)description["lora_alpha"]!);
        Assert.Equal(["model.layers.0.self_attn.q_proj", "model.layers.0.self_attn.v_proj", "model.layers.1.self_attn.q_proj", "model.layers.1.self_attn.v_proj"],
            description["target_modules"]!.AsArray().Select(name => (string?)name));

        using var other = Samples.NewLanguageModel();
        using var loaded = Attach(other, "v_proj", "q_proj");
        AdapterFolder.Load(loaded, folder.Path);
        Assert.All(adapters.Parameters.Zip(loaded.Parameters), pair => Assert.True(pair.First.Parameter.equal(pair.Second.Parameter).all().item<bool>()));
        using var fewer = Samples.NewLanguageModel();
        using var wrong = Attach(fewer, "q_proj");
        Assert.Contains("v_proj.lora_A.weight is unexpected", Assert.Throws<CheckpointException>(() => AdapterFolder.Load(wrong, folder.Path)).Message);
    }

    [Fact]
    public void Dropout_is_a_function_of_seed_layer_and_place_and_off_without_gradients()
    {
        using var layer = new LinearLayer(64, 1, WeightLaw.LecunNormal, hasBias: false);
        using var model = new Holder(layer);
        var noise = new AdapterNoise(3);
        using var adapters = LowRankAdapters.Attach(model, _ => true, [], new AdapterShape(1, 1, 0.5), noise);
        using (no_grad())
        {
            adapters.Parameters[0].Parameter.fill_(1);
            adapters.Parameters[1].Parameter.fill_(1);
        }
        float At(long step, int micro)
        {
            noise.MoveTo(step, micro);
            return layer.call(ones(1, 64)).item<float>();
        }
        var first = At(7, 0);
        Assert.Equal(first, At(7, 0));
        Assert.True(new[] { At(8, 0), At(7, 1), At(9, 2), At(10, 0) }.Distinct().Count() > 1);
        Assert.InRange(first, 2 * 16, 2 * 48); // 64 inputs, half of them kept and doubled
        using var noGrad = no_grad();
        Assert.Equal(64, layer.call(ones(1, 64)).item<float>());
    }

    [Fact]
    public void A_name_that_no_layer_has_is_refused_with_those_there_are()
    {
        using var model = Samples.NewLanguageModel();
        var error = Assert.Throws<ArgumentException>(() => Attach(model, "q_proj", "query"));
        Assert.Contains("no linear layer is called query; there are down_proj, gate_proj, k_proj, o_proj, q_proj, up_proj, v_proj", error.Message);
        using var all = LowRankAdapters.Attach(model, _ => true, [], Shape, new AdapterNoise(0));
        Assert.Equal(14, all.Layers.Count); // seven a block; the tied head is no layer
    }

    private static LowRankAdapters Attach(nn.Module model, params string[] targets) => LowRankAdapters.Attach(model, _ => true, targets, Shape, new AdapterNoise(1));

    private static Tensor Logits(Pivot.Runner.Models.Language.CausalLanguageModel model, Tensor ids) =>
        model.Logits(model.Hidden(model.Embed(ids), arange(ids.size(1)).unsqueeze(0)));

    private sealed class Holder : nn.Module
    {
        private readonly LinearLayer layer;

        public Holder(LinearLayer layer) : base(nameof(Holder))
        {
            this.layer = layer;
            RegisterComponents();
        }

        public LinearLayer Layer => layer;
    }
}
