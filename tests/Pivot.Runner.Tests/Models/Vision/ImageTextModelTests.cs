using Pivot.Runner.Models.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Vision;

public class ImageTextModelTests : ModelTest
{
    public static TheoryData<string> Archs => ["siglip", "clip"];

    [Theory, MemberData(nameof(Archs))]
    public void A_class_said_in_several_ways_has_the_mean_of_their_directions(string arch)
    {
        using var model = Samples.NewPair(arch);
        var prompts = randint(0, 19, [4, 3, 6], dtype: ScalarType.Int64, generator: new Generator(5));
        var classes = model.ClassVectors(prompts); // [4, E]
        var mean = (model.TextEmbeddings(prompts.select(1, 0)) + model.TextEmbeddings(prompts.select(1, 1)) + model.TextEmbeddings(prompts.select(1, 2))) / 3;
        Near.Equal((mean / mean.norm(-1, keepdim: true)).detach(), classes, 1e-6, 1e-5, "classes");
        var pixels = randn([2, 3, 12, 12], generator: new Generator(6));
        var scores = model.ClassLogits(pixels, classes);
        Assert.Equal([2L, 4], scores.shape);
        // The order of the scores is the order of the cosines, whatever scale and bias.
        Near.Equal(model.ImageEmbeddings(pixels).mm(classes.t()).argsort(1).to(ScalarType.Float32), scores.argsort(1).to(ScalarType.Float32), 0, 0, "order");
        Assert.Throws<ArgumentException>(() => model.ClassVectors(prompts.select(0, 0)));
    }

    [Fact]
    public void Clip_reads_the_first_end_token_and_nothing_behind_it()
    {
        using var model = Samples.NewPair("clip"); // its end token is 1
        var ids = tensor(new long[] { 5, 6, 1, 0, 0, 0, 5, 6, 1, 1, 9, 1 }, [2, 6]);
        var texts = model.TextEmbeddings(ids);
        Near.Equal(texts[0].detach(), texts[1], 1e-6, 1e-5, "what follows the end");
        var others = model.TextEmbeddings(tensor(new long[] { 5, 7, 1, 0, 0, 0 }, [1, 6]));
        Assert.True((texts[0] - others[0]).abs().max().item<float>() > 1e-3);
    }

    [Fact]
    public void Towers_of_two_kinds_are_no_pair() => Assert.Contains(
        "no pair of towers is listed for Dinov2VisionShape and ClipTextShape",
        Assert.Throws<ArgumentException>(() => ImageTextModels.Build(Samples.Dinov2, Samples.ClipText)).Message);
}
