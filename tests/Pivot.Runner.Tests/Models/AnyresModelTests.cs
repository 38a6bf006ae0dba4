using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using Pivot.Runner.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models;

public class AnyresModelTests : ModelTest
{
    private static readonly AnyresLayout Layout = new([new PixelSize(12, 12), new PixelSize(12, 24), new PixelSize(24, 24)], 12, 9);

    [Fact]
    public void Rows_with_different_numbers_of_image_tokens_and_without_an_image_train_together_as_they_do_alone()
    {
        using var model = NewModel(Layout);
        PixelSize wide = new(12, 24), square = new(24, 24);
        var pixels = randn(Layout.TileCount(wide) + Layout.TileCount(square), 3, 12, 12, generator: new Generator(3, CPU));
        long[] texts = [5, 6, 7];
        long[] first = [.. Enumerable.Repeat(3L, model.TokensOf(wide)), .. texts], third = [9, .. Enumerable.Repeat(3L, model.TokensOf(square)), .. texts];
        Assert.Equal((9 + 3 * 7, 9 + 6 * 7), (model.TokensOf(wide), model.TokensOf(square)));
        using var together = Batch([first, [8, 9, 10], third], pixels, [wide, square]);
        var (loss, _) = new SupervisedObjective(model).Evaluate(together);
        loss.backward();
        var gradients = model.named_parameters().Where(entry => entry.parameter.grad is not null).ToDictionary(entry => entry.name, entry => entry.parameter.grad!.clone());
        Assert.Contains("image_newline", gradients.Keys);
        Assert.Contains("vision_tower.vision_model.embeddings.patch_embedding.weight", gradients.Keys);

        model.zero_grad();
        var tiles = Layout.TileCount(wide);
        using var a = Batch([first], pixels.narrow(0, 0, tiles), [wide]);
        using var b = Batch([[8, 9, 10]], null, null);
        using var c = Batch([third], pixels.narrow(0, tiles, pixels.size(0) - tiles), [square]);
        var alone = new[] { a, b, c }.Select(batch => new SupervisedObjective(model).Evaluate(batch).Loss / 3).Aggregate((left, right) => left + right);
        alone.backward();
        Near.Equal(loss, alone, 1e-5, 1e-5, "loss");
        foreach (var (name, gradient) in gradients) Near.Equal(gradient, model.named_parameters().Single(entry => entry.name == name).parameter.grad!, 5e-5, 1e-3, name);
    }

    [Fact]
    public void The_newline_is_drawn_and_belongs_to_the_model_and_not_to_a_part()
    {
        using var model = NewModel(Layout);
        var newline = model.named_parameters().Single(entry => entry.name == "image_newline").parameter;
        Assert.Equal([24], newline.shape);
        Assert.InRange(newline.std().item<float>(), 0.1f, 0.35f); // 1 / sqrt(24) is 0.2
        using var plain = NewModel(null);
        Assert.DoesNotContain(plain.named_parameters(), entry => entry.name == "image_newline");
    }

    [Fact]
    public void What_does_not_go_with_anyres_is_refused()
    {
        Assert.Contains("tiles are 8 pixels wide; the vision tower takes 12",
            Assert.Throws<ArgumentException>(() => NewModel(new AnyresLayout([new PixelSize(8, 8)], 8, 9))).Message);
        using var model = NewModel(Layout);
        Assert.Contains("needs the images' sizes", Assert.Throws<ArgumentException>(() => model.Project(zeros(2, 9, 16))).Message);
        Assert.Contains("3 image tokens and no image", Assert.Throws<ArgumentException>(() => model.Embed(full(1, 3, 3L, ScalarType.Int64), null)).Message);
    }

    private static MultimodalModel NewModel(AnyresLayout? anyres)
    {
        var model = new MultimodalModel(
            new SiglipVisionModel(Samples.Vision), new MlpProjector(16, 24), new CausalLanguageModel(Samples.Language), imageTokenId: 3, visionFeatureLayer: -1, anyres: anyres);
        Initializer.Draw(model, 6);
        return model;
    }

    // The last two tokens of every row are scored, so that rows weigh the same together as alone.
    private static MultimodalBatch Batch(long[][] rows, Tensor? pixels, PixelSize[]? sizes)
    {
        var width = rows.Max(row => row.Length);
        var places = rows.SelectMany((row, index) => new[] { index * width + row.Length - 2, index * width + row.Length - 1 }).ToArray();
        var ids = rows.SelectMany(row => row.Concat(Enumerable.Repeat(0L, width - row.Length))).ToArray();
        return new MultimodalBatch
        {
            PixelValues = pixels?.alias(),
            ImageSizes = sizes,
            InputIds = tensor(ids, [rows.Length, width]),
            PositionIds = arange(width).expand(rows.Length, width),
            ScoredFrom = tensor(Array.ConvertAll(places, place => place - 1L)),
            Targets = tensor(Array.ConvertAll(places, place => ids[place])),
            AnswerIndex = zeros(places.Length, ScalarType.Int64),
            AnswerCount = 1,
            SampleIndices = [.. Enumerable.Range(0, rows.Length)],
        };
    }
}
