using System.Text.Json;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Tests.Models.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models;

[Trait("Category", "Golden")]
public class MultimodalGoldenTests : ModelTest
{
    private const string ModelType = "llava";

    // What the tests below compare or feed; gradients besides, and the steps that AdamWGoldenTests takes.
    private static readonly string[] Known =
    [
        "pixel_values", "input_ids", "attention_mask", "labels", "image_features", "inputs_embeds", "logits", "projector_input", "mixed.input_ids",
        "mixed.attention_mask", "mixed.logits", "loss", "grad_norm", "greedy.input_ids", "greedy.sequences",
    ];

    public static TheoryData<string> Folders => Goldens.Theory(ModelType);

    [Fact]
    public void All_golden_folders_are_found()
    {
        if (Goldens.AreOwn) Assert.Equal(2, Goldens.Folders(ModelType).Count);
        else Assert.NotEmpty(Goldens.Folders(ModelType));
    }

    [Theory, MemberData(nameof(Folders))]
    public void Every_stored_tensor_is_compared(string folder) => Assert.All(Goldens.Tensors(folder).Keys.Except(Known), name =>
        Assert.True(name.StartsWith("grad.", StringComparison.Ordinal) || name.StartsWith("adamw_", StringComparison.Ordinal), name));

    [Theory, MemberData(nameof(Folders))]
    public void Features_embeddings_and_logits_are_the_reference_s(string folder)
    {
        using var model = MultimodalCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var (ids, pixels, real) = (goldens["input_ids"], goldens["pixel_values"], goldens["attention_mask"].to(ScalarType.Bool));
        var features = model.VisionFeatures(pixels);
        Near.Hidden(goldens["projector_input"], features, "features");
        var projected = model.Project(features);
        Near.Hidden(goldens["image_features"], projected, "projected features");
        Near.Hidden(goldens["inputs_embeds"], model.Embed(ids, projected), "merged embeddings");
        var logits = model.Logits(model.Hidden(ids, projected, Positions(ids), Masks.Causal(real)));
        Near.Logits(goldens["logits"][real], logits[real], "logits");

        var mixed = goldens["mixed.input_ids"];
        var one = model.Project(model.VisionFeatures(pixels.narrow(0, 0, 1)));
        var mixedReal = goldens.TryGetValue("mixed.attention_mask", out var given) ? given.to(ScalarType.Bool) : real;
        logits = model.Logits(model.Hidden(mixed, one, Positions(mixed), Masks.Causal(mixedReal)));
        Near.Logits(goldens["mixed.logits"][mixedReal], logits[mixedReal], "logits of the mixed batch");
    }

    [Theory, MemberData(nameof(Folders))]
    public void Loss_and_gradients_are_the_reference_s(string folder)
    {
        using var model = MultimodalCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var ids = goldens["input_ids"];
        var projected = model.Project(model.VisionFeatures(goldens["pixel_values"]));
        var hidden = model.Hidden(ids, projected, Positions(ids), Masks.Causal(goldens["attention_mask"].to(ScalarType.Bool)));
        var length = ids.size(1);
        var loss = nn.functional.cross_entropy(model.Logits(hidden.narrow(1, 0, length - 1)).flatten(0, 1),
            goldens["labels"].narrow(1, 1, length - 1).flatten(), ignore_index: -100);
        Near.Loss(goldens["loss"], loss, "loss");
        loss.backward();
        Near.Gradients(goldens, model, atLeast: 10);
        Near.Equal(goldens["grad_norm"], Near.GradientNorm(model), 0, 1e-4, "gradient norm");
        var untouched = Notes(folder).GetProperty("settings").GetProperty("parameters_without_gradient").EnumerateArray().Select(name => name.GetString()!);
        Assert.Equal(untouched.Order(StringComparer.Ordinal),
            model.named_parameters().Where(entry => entry.parameter.grad is null).Select(entry => entry.name).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Folders))]
    public void Greedy_tokens_are_the_reference_s(string folder)
    {
        using var model = MultimodalCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var (ids, sequences) = (goldens["greedy.input_ids"], goldens["greedy.sequences"]);
        var count = (int)(sequences.size(1) - ids.size(1));
        var projected = model.Project(model.VisionFeatures(goldens["pixel_values"].narrow(0, 0, ids.size(0))));
        var decoded = TokenGenerator.Generate(model.LanguageModel, model.Embed(ids, projected), null, new GenerationSettings { MaxNewTokens = count },
            cancel: TestContext.Current.CancellationToken);
        Assert.Equal(ids.size(0), decoded.Length);
        for (var row = 0; row < decoded.Length; row++)
            Assert.Equal(sequences[row].narrow(0, ids.size(1), count).data<long>().Select(token => (int)token), decoded[row]);
    }

    private static JsonElement Notes(string folder) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Goldens.Folder(folder), "golden.json"))).RootElement;

    private static Tensor Positions(Tensor ids) => arange(ids.size(1)).unsqueeze(0).expand(ids.size(0), -1);
}
