using System.Text.Json;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Tests.Models.Language;
using Pivot.Runner.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models;

[Trait("Category", "Golden")]
public class OnevisionGoldenTests : ModelTest
{
    private const string ModelType = "llava_onevision";

    private static readonly string[] Known = ["pixel_values", "image_sizes", "input_ids", "attention_mask", "labels", "packed_image_features", "logits", "loss", "grad_norm"];

    public static TheoryData<string> Folders => Goldens.Theory(ModelType);

    [Fact]
    public void All_golden_folders_are_found()
    {
        if (Goldens.AreOwn) Assert.Single(Goldens.Folders(ModelType));
        else Assert.NotEmpty(Goldens.Folders(ModelType));
    }

    [Theory, MemberData(nameof(Folders))]
    public void Every_stored_tensor_is_compared(string folder) =>
        Assert.All(Goldens.Tensors(folder).Keys.Except(Known), name => Assert.StartsWith("grad.", name));

    [Theory, MemberData(nameof(Folders))]
    public void Tiles_and_tokens_of_an_image_are_counted_as_the_reference_counts_them(string folder)
    {
        using var model = MultimodalCheckpoint.Load(Goldens.Folder(folder));
        var sizes = Sizes(Goldens.Tensors(folder));
        using var notes = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Goldens.Folder(folder), "golden.json")));
        var settings = notes.RootElement.GetProperty("settings");
        Assert.Equal(Numbers("tiles_per_image"), sizes.Select(model.Anyres!.TileCount));
        Assert.Equal(Numbers("image_tokens_per_image"), sizes.Select(model.TokensOf));

        IEnumerable<int> Numbers(string name) => settings.GetProperty(name).EnumerateArray().Select(number => number.GetInt32()).ToArray();
    }

    [Theory, MemberData(nameof(Folders))]
    public void Packed_features_and_logits_are_the_reference_s(string folder)
    {
        using var model = MultimodalCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var (ids, real) = (goldens["input_ids"], goldens["attention_mask"].to(ScalarType.Bool));
        var sizes = Sizes(goldens);
        var packed = model.Project(model.VisionFeatures(Tiles(goldens, sizes, model.Anyres!)), sizes);
        Near.Hidden(goldens["packed_image_features"], packed, "packed features");
        var logits = model.Logits(model.Hidden(ids, packed, Positions(ids), Masks.Causal(real)));
        Near.Logits(goldens["logits"][real], logits[real], "logits");
    }

    [Theory, MemberData(nameof(Folders))]
    public void Loss_and_gradients_of_the_training_objective_are_the_reference_s(string folder)
    {
        using var model = MultimodalCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var (ids, sizes) = (goldens["input_ids"], Sizes(goldens));
        var width = ids.size(1);
        var labels = goldens["labels"].contiguous().flatten().data<long>().ToArray();
        long[] scored = [.. Enumerable.Range(0, labels.Length).Where(place => place % width != 0 && labels[place] != -100).Select(place => (long)place)];
        using var batch = new MultimodalBatch
        {
            PixelValues = Tiles(goldens, sizes, model.Anyres!),
            ImageSizes = sizes,
            InputIds = ids,
            PositionIds = Positions(ids), // padded on the right: plain causal attention does not see the pads
            ScoredFrom = tensor(Array.ConvertAll(scored, place => place - 1)),
            Targets = tensor(Array.ConvertAll(scored, place => labels[place])),
            AnswerIndex = zeros(scored.Length, ScalarType.Int64),
            AnswerCount = 1,
            SampleIndices = [.. Enumerable.Range(0, (int)ids.size(0))],
        };
        var (loss, _) = new SupervisedObjective(model).Evaluate(batch);
        Near.Loss(goldens["loss"], loss, "loss");
        loss.backward();
        Near.Gradients(goldens, model, atLeast: 4);
        if (goldens.TryGetValue("grad_norm", out var norm)) Near.Equal(norm, Near.GradientNorm(model), 0, 1e-4, "gradient norm");
    }

    private static PixelSize[] Sizes(Dictionary<string, Tensor> goldens) =>
        [.. goldens["image_sizes"].contiguous().data<long>().Chunk(2).Select(size => new PixelSize((int)size[0], (int)size[1]))];

    // [images, most tiles, 3, H, W], filled up with tiles of zeros: [tiles, 3, H, W].
    private static Tensor Tiles(Dictionary<string, Tensor> goldens, PixelSize[] sizes, AnyresLayout layout) =>
        cat([.. sizes.Select((size, image) => goldens["pixel_values"][image].narrow(0, 0, layout.TileCount(size)))], 0);

    private static Tensor Positions(Tensor ids) => arange(ids.size(1)).unsqueeze(0).expand(ids.size(0), -1).contiguous();
}
