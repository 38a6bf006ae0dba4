using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Vision;

/// <summary>Every folder of a pair of towers; every tensor stored in it is either read as input or compared.</summary>
[Trait("Category", "Golden")]
public class ImageTextGoldenTests : ModelTest
{
    private static readonly string[] ModelTypes = ["siglip", "clip"];

    public static TheoryData<string> Folders => [.. ModelTypes.SelectMany(Goldens.Folders)];

    [Fact]
    public void All_golden_folders_are_found() => Assert.All(ModelTypes, type =>
    {
        if (Goldens.AreOwn) Assert.Single(Goldens.Folders(type));
        else Assert.NotEmpty(Goldens.Folders(type));
    });

    [Theory, MemberData(nameof(Folders))]
    public void Every_stored_tensor_is_the_reference_s(string folder)
    {
        using var model = ImageTextCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var compared = goldens.Keys.Where(name => name.StartsWith("grad.", StringComparison.Ordinal)).ToHashSet();
        var (ids, pixels, mask) = (goldens["input_ids"], goldens["pixel_values"], Mask(goldens, "attention_mask"));
        var (images, texts) = (model.ImageEmbeddings(pixels), model.TextEmbeddings(ids, mask));
        Compare("image_embeds", images, embedding: true);
        Compare("text_embeds", texts, embedding: true);
        Compare("text_last_hidden_state", model.TextLastHiddenState(ids, mask), real: mask);
        Compare("text_pooler_output", model.TextPooled(ids, mask));
        var logits = model.LogitsPerText(texts, images);
        Compare("logits_per_text", logits);
        Compare("logits_per_image", logits.t());
        if (goldens.ContainsKey("vision_pooler_output"))
        {
            using var tower = VisionTowerCheckpoint.Load(Goldens.Folder(folder));
            Compare("vision_pooler_output", tower.Pooled(pixels));
            Compare("vision_pooler_output", model.VisionTower().Pooled(pixels));
        }
        if (Mask(goldens, "with_mask.attention_mask") is { } given)
            Compare("with_mask.logits_per_image", model.LogitsPerText(model.TextEmbeddings(ids, given), images).t());
        if (goldens.ContainsKey("legacy_eos2.text_embeds"))
        {
            using var legacy = ImageTextModels.Build(model.VisionShape, model.TextShape with { EndToken = ClipTextShape.LegacyEndToken });
            foreach (var (name, parameter) in ModuleState.Of(legacy)) using (no_grad()) parameter.copy_(ModuleState.Of(model)[name]);
            Compare("legacy_eos2.text_embeds", legacy.TextEmbeddings(ids, mask), embedding: true);
        }
        var loss = Loss(model, images, texts);
        Near.Loss(goldens["loss"], loss, "loss");
        loss.backward();
        Near.Gradients(goldens, model, atLeast: 4);
        compared.Add("loss");
        Assert.Equal(goldens.Keys.Where(name => name.Split('.')[^1] is not ("pixel_values" or "input_ids" or "attention_mask")).Order(StringComparer.Ordinal),
            compared.Order(StringComparer.Ordinal));

        void Compare(string name, Tensor actual, bool embedding = false, Tensor? real = null)
        {
            compared.Add(name);
            var expected = goldens[name];
            if (real is not null) (expected, actual) = (expected[real], actual[real]);
            if (embedding) Near.Equal(expected, actual, 1e-5, 1e-4, name);
            else Near.Hidden(expected, actual, name);
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void Zero_shot_scores_of_one_prompt_a_class_are_the_logits_of_images(string folder)
    {
        using var model = ImageTextCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var classes = model.ClassVectors(goldens["input_ids"].unsqueeze(1), Mask(goldens, "attention_mask")?.unsqueeze(1)); // [C, E]
        Near.Hidden(goldens["logits_per_image"], model.ClassLogits(goldens["pixel_values"], classes), "scores");
    }

    // As the training stage computes it.
    private static Tensor Loss(ImageTextModel model, Tensor images, Tensor texts) => model.LogitBias is { } bias
        ? Runner.Training.Objectives.SiglipLoss.Loss(images, texts, model.LogitScale, bias)
        : Runner.Training.Objectives.ClipLoss.Loss(images, texts, model.LogitScale);

    private static Tensor? Mask(Dictionary<string, Tensor> goldens, string name) =>
        goldens.TryGetValue(name, out var mask) ? mask.to(ScalarType.Bool) : null;
}
