using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Language;

[Trait("Category", "Golden")]
public class LanguageGoldenTests : ModelTest
{
    private static readonly string[] ModelTypes = ["qwen2", "llama"];

    // What the tests below compare or feed; hidden states and gradients besides.
    private static readonly string[] Known =
    [
        "nopad.input_ids", "nopad.logits", "rightpad.input_ids", "rightpad.attention_mask", "rightpad.logits", "leftpad.input_ids", "leftpad.attention_mask",
        "leftpad.logits", "leftpad_positions.position_ids", "leftpad_positions.logits", "offset.position_ids", "offset.logits", "labels", "loss", "grad_norm",
        "greedy_nopad.sequences", "greedy_leftpad.sequences", "greedy_nopad.step_logits",
    ];

    public static TheoryData<string> Folders => [.. ModelTypes.SelectMany(Goldens.Folders)];

    [Fact]
    public void All_golden_folders_are_found()
    {
        Assert.All(ModelTypes, type => Assert.Equal(Goldens.AreOwn ? 2 : Math.Max(1, Goldens.Folders(type).Count), Goldens.Folders(type).Count));
    }

    [Theory, MemberData(nameof(Folders))]
    public void Every_stored_tensor_is_compared(string folder) => Assert.All(Goldens.Tensors(folder).Keys.Except(Known), name =>
        Assert.True(name.StartsWith("nopad.hidden_states.", StringComparison.Ordinal) || name.StartsWith("grad.", StringComparison.Ordinal), name));

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
        Compare("nopad", "nopad", null);
        Compare("leftpad", "leftpad", goldens["leftpad.attention_mask"].to(ScalarType.Bool));
        // The same prompts padded on the other side: the reference's answers to them are the same.
        var sameOnBothSides = Real("rightpad").SequenceEqual(Real("leftpad"));
        if (Goldens.AreOwn) Assert.True(sameOnBothSides);
        if (sameOnBothSides) Compare("rightpad", "leftpad", goldens["rightpad.attention_mask"].to(ScalarType.Bool));

        void Compare(string input, string output, Tensor? mask)
        {
            var ids = goldens[$"{input}.input_ids"];
            var sequences = goldens[$"greedy_{output}.sequences"];
            var settings = new GenerationSettings { MaxNewTokens = (int)(sequences.size(1) - ids.size(1)) };
            var generated = TokenGenerator.Generate(model, model.Embed(ids), mask, settings, cancel: TestContext.Current.CancellationToken);
            for (var row = 0; row < generated.Length; row++)
                Assert.Equal(Ints(sequences[row].narrow(0, ids.size(1), settings.MaxNewTokens)), generated[row]);
        }

        int[] Real(string input) => Ints(goldens[$"{input}.input_ids"][goldens[$"{input}.attention_mask"].to(ScalarType.Bool)]);
    }

    [Theory, MemberData(nameof(Folders))]
    public void Logits_of_every_step_with_a_cache_are_the_reference_s(string folder)
    {
        using var model = LanguageModelCheckpoint.Load(Goldens.Folder(folder));
        using var noGrad = no_grad();
        var goldens = Goldens.Tensors(folder);
        var (sequences, expected) = (goldens["greedy_nopad.sequences"], goldens["greedy_nopad.step_logits"]);
        long rows = sequences.size(0), steps = expected.size(1), prompt = sequences.size(1) - steps;
        using var cache = new KeyValueCache(model, rows, sequences.size(1));
        for (var step = 0; step < steps; step++)
        {
            var (start, count) = step == 0 ? (0L, prompt) : (prompt + step - 1, 1);
            var hidden = model.Hidden(model.Embed(sequences.narrow(1, start, count)), arange(start, start + count).unsqueeze(0).expand(rows, -1), null, cache);
            Near.Logits(expected.select(1, step), model.Logits(hidden.select(1, -1)), $"step {step}");
        }
    }

    private static int[] Ints(Tensor ids) => [.. ids.contiguous().data<long>().Select(id => (int)id)];

    private static Tensor Positions(Tensor ids) => arange(ids.size(1)).unsqueeze(0).expand(ids.size(0), -1);
}
