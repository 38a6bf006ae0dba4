using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Language;

[Trait("Category", "Golden")]
public class Qwen2GoldenTests : ModelTest
{
    private const string ModelType = "qwen2";

    public static TheoryData<string> Folders => Goldens.Theory(ModelType);

    [Fact]
    public void All_golden_folders_are_found()
    {
        if (Goldens.AreOwn) Assert.Equal(2, Goldens.Folders(ModelType).Count);
        else Assert.NotEmpty(Goldens.Folders(ModelType));
    }

    [Theory, MemberData(nameof(Folders))]
    public void Hidden_states_and_logits_are_the_reference_s(string folder)
    {
        using var model = LanguageModelCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var ids = goldens["nopad.input_ids"];
        var states = model.HiddenStates(model.Embed(ids), Positions(ids), null);
        Assert.Equal(goldens.Keys.Count(name => name.StartsWith("nopad.hidden_states.", StringComparison.Ordinal)), states.Count);
        for (var index = 0; index < states.Count; index++) Near.Logits(goldens[$"nopad.hidden_states.{index}"], states[index], $"hidden state {index}");
        Near.Logits(goldens["nopad.logits"], model.Logits(states[^1]), "logits");
        var offset = model.Logits(model.Hidden(model.Embed(ids), goldens["offset.position_ids"]));
        Near.Logits(goldens["offset.logits"], offset, "logits at offset positions");
    }

    [Theory, MemberData(nameof(Folders))]
    public void Logits_of_padded_rows_are_the_reference_s(string folder)
    {
        using var model = LanguageModelCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        Compare("rightpad", "rightpad", null);
        Compare("leftpad", "leftpad", null);
        Compare("leftpad", "leftpad_positions", goldens["leftpad_positions.position_ids"]);

        void Compare(string input, string output, Tensor? positions)
        {
            var ids = goldens[$"{input}.input_ids"];
            var real = goldens[$"{input}.attention_mask"].to(ScalarType.Bool); // [B, T]
            var logits = model.Logits(model.Hidden(model.Embed(ids), positions ?? Positions(ids), Masks.Causal(real)));
            Near.Logits(goldens[$"{output}.logits"][real], logits[real], output);
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void Loss_and_gradients_are_the_reference_s(string folder)
    {
        using var model = LanguageModelCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var ids = goldens["rightpad.input_ids"];
        var logits = model.Logits(model.Hidden(model.Embed(ids), Positions(ids), Masks.Causal(goldens["rightpad.attention_mask"].to(ScalarType.Bool))));
        var length = ids.size(1);
        var loss = nn.functional.cross_entropy(logits.narrow(1, 0, length - 1).flatten(0, 1), goldens["labels"].narrow(1, 1, length - 1).flatten(), ignore_index: -100);
        Near.Loss(goldens["loss"], loss, "loss");
        loss.backward();
        Near.Gradients(goldens, model, atLeast: 10);
        Near.Equal(goldens["grad_norm"], Near.GradientNorm(model), 0, 1e-4, "gradient norm");
    }

    [Theory, MemberData(nameof(Folders))]
    public void Greedy_tokens_are_the_reference_s(string folder)
    {
        using var model = LanguageModelCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        Compare("nopad", null);
        Compare("leftpad", goldens["leftpad.attention_mask"].to(ScalarType.Bool));

        void Compare(string input, Tensor? mask)
        {
            var ids = goldens[$"{input}.input_ids"];
            var sequences = goldens[$"greedy_{input}.sequences"];
            var count = (int)(sequences.size(1) - ids.size(1));
            var decoded = GreedyDecoder.Decode(model, model.Embed(ids), mask, count, endToken: null, TestContext.Current.CancellationToken);
            for (var row = 0; row < decoded.Length; row++)
                Assert.Equal(sequences[row].narrow(0, ids.size(1), count).data<long>().Select(token => (int)token), decoded[row]);
        }
    }

    private static Tensor Positions(Tensor ids) => arange(ids.size(1)).unsqueeze(0).expand(ids.size(0), -1);
}
