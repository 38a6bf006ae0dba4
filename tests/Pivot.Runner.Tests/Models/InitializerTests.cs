using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models;

public class InitializerTests : ModelTest
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(Bytes(Samples.NewMultimodalModel(7)), Bytes(Samples.NewMultimodalModel(7)));
        Assert.NotEqual(Bytes(Samples.NewMultimodalModel(7)), Bytes(Samples.NewMultimodalModel(8)));
    }

    [Fact]
    public void A_parameter_does_not_depend_on_the_others()
    {
        using var shallow = new SiglipVisionModel(Samples.Vision with { NumLayers = 1, HasHead = false });
        using var deep = new SiglipVisionModel(Samples.Vision with { NumLayers = 3 });
        Initializer.Draw(shallow, 5);
        Initializer.Draw(deep, 5);
        var others = ModuleState.Of(deep);
        var own = ModuleState.Of(shallow);
        Assert.Equal(2 + 1 + 16 + 2, own.Count); // patches, positions, one block, the last norm
        Assert.All(own, pair => Near.Equal(pair.Value.detach(), others[pair.Key], 0, 0, pair.Key));
    }

    [Fact]
    public void Every_parameter_follows_its_law()
    {
        using var siglip = Samples.NewSiglip(1);
        Assert.Equal(Math.Log(10), siglip.LogitScale.item<float>(), 6);
        Assert.Equal(-10f, siglip.LogitBias.item<float>());
        Assert.All(siglip.named_parameters().Where(entry => entry.name.Contains("norm") && entry.name.EndsWith(".weight")),
            entry => Assert.True(entry.parameter.eq(1).all().item<bool>(), entry.name));
        Assert.All(siglip.named_parameters().Where(entry => entry.name.EndsWith(".bias") || entry.name.EndsWith("in_proj_bias")),
            entry => Assert.True(entry.parameter.eq(0).all().item<bool>(), entry.name));
        var query = ModuleState.Of(siglip)["vision_model.encoder.layers.0.self_attn.q_proj.weight"];
        var bound = Math.Sqrt(6.0 / 32);
        Assert.InRange(query.abs().max().item<float>(), 0.9 * bound, bound);

        using var language = new CausalLanguageModel(Samples.Language with { VocabSize = 500 });
        Initializer.Draw(language, 1);
        var weights = ModuleState.Of(language);
        var width = Samples.Language.EmbedDim;
        var table = weights["model.embed_tokens.weight"];
        Assert.InRange(table.std().item<float>() * Math.Sqrt(width), 0.97, 1.03);
        Assert.InRange(table.mean().item<float>(), -0.01, 0.01);
        Assert.InRange(weights["model.layers.0.self_attn.q_proj.weight"].std().item<float>() * Math.Sqrt(width), 0.9, 1.1);
        // What writes into the residual stream is smaller by the root of twice the depth.
        var residual = Math.Sqrt(2.0 * Samples.Language.NumLayers);
        Assert.InRange(weights["model.layers.0.self_attn.o_proj.weight"].std().item<float>() * Math.Sqrt(width) * residual, 0.9, 1.1);
        Assert.InRange(weights["model.layers.0.mlp.down_proj.weight"].std().item<float>() * Math.Sqrt(Samples.Language.MlpDim) * residual, 0.9, 1.1);
    }

    private static byte[] Bytes(nn.Module model)
    {
        using var stream = new MemoryStream();
        TensorFile.Save(stream, ModuleState.Of(model));
        return stream.ToArray();
    }
}
