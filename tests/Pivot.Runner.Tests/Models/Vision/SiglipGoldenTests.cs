using Pivot.Runner.Models.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Vision;

[Trait("Category", "Golden")]
public class SiglipGoldenTests : ModelTest
{
    private const string ModelType = "siglip";

    public static TheoryData<string> Folders => Goldens.Theory(ModelType);

    [Fact]
    public void All_golden_folders_are_found()
    {
        if (Goldens.AreOwn) Assert.Single(Goldens.Folders(ModelType));
        else Assert.NotEmpty(Goldens.Folders(ModelType));
    }

    [Theory, MemberData(nameof(Folders))]
    public void Embeddings_and_logits_are_the_reference_s(string folder)
    {
        using var model = SiglipCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var (ids, pixels) = (goldens["input_ids"], goldens["pixel_values"]);
        var images = model.ImageEmbeddings(pixels);
        Near.Equal(goldens["image_embeds"], images, 1e-5, 1e-4, "image embeddings");
        Near.Equal(goldens["text_embeds"], model.TextEmbeddings(ids), 1e-5, 1e-4, "text embeddings");
        Near.Hidden(goldens["text_last_hidden_state"], model.TextLastHiddenState(ids), "text hidden state");
        Near.Hidden(goldens["text_pooler_output"], model.TextPooled(ids), "pooled text");
        using var tower = VisionTowerCheckpoint.Load(Goldens.Folder(folder));
        Near.Hidden(goldens["vision_pooler_output"], tower.Pooled(pixels), "pooled image");
        Near.Hidden(goldens["vision_pooler_output"], model.VisionTower().Pooled(pixels), "pooled image, shared tower");
        var logits = model.LogitsPerText(model.TextEmbeddings(ids), images);
        Near.Hidden(goldens["logits_per_text"], logits, "logits per text");
        Near.Hidden(goldens["logits_per_image"], logits.t(), "logits per image");
        var masked = model.LogitsPerText(model.TextEmbeddings(ids, goldens["with_mask.attention_mask"].to(ScalarType.Bool)), images);
        Near.Hidden(goldens["with_mask.logits_per_image"], masked.t(), "logits with a mask");
    }

    [Theory, MemberData(nameof(Folders))]
    public void Loss_and_gradients_are_the_reference_s(string folder)
    {
        using var model = SiglipCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var logits = model.LogitsPerText(model.TextEmbeddings(goldens["input_ids"]), model.ImageEmbeddings(goldens["pixel_values"])); // [B, B]
        var signs = 2 * eye(logits.size(0)) - 1;
        var loss = -nn.functional.logsigmoid(signs * logits).sum(-1).mean();
        Near.Loss(goldens["loss"], loss, "loss");
        loss.backward();
        Near.Gradients(goldens, model, atLeast: 4);
    }
}
