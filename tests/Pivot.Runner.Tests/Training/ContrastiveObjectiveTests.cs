using Pivot.Runner.Models.Vision;
using Pivot.Runner.Tests.Models;
using Pivot.Runner.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Training;

public class ContrastiveObjectiveTests : ModelTest
{
    [Theory, InlineData("siglip"), InlineData("clip")]
    public void Either_pair_learns_which_caption_is_whose(string arch)
    {
        using var model = Samples.NewPair(arch);
        var objective = new ContrastiveObjective(model, arch);
        var ids = tensor(new long[] { 5, 1, 0, 0, 0, 0, 6, 1, 0, 0, 0, 0, 7, 1, 0, 0, 0, 0, 5, 1, 0, 0, 0, 0 }, [4, 6]);
        var pixels = randn([4, 3, 12, 12], generator: new Generator(1));
        pixels[3] = pixels[0] * 1.1; // the same caption as image 0
        var same = eye(4, dtype: ScalarType.Bool);
        same[0, 3] = same[3, 0] = true;
        using var batch = new ContrastiveBatch(pixels, ids, same);
        using var optimizer = optim.Adam(model.parameters(), 3e-3);
        var losses = new List<float>();
        float accuracy = 0;
        for (var step = 0; step < 120; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var (loss, metrics) = objective.Evaluate(batch);
            loss.backward();
            optimizer.step();
            losses.Add(loss.item<float>());
            accuracy = metrics["retrieval_accuracy"].item<float>();
        }
        Assert.True(losses[^1] < losses[0] / 2, $"{losses[0]} to {losses[^1]}");
        Assert.Equal(1f, accuracy);
        Assert.All(model.named_parameters(), entry => Assert.True(entry.parameter.grad is not null, entry.name));
    }

    [Theory]
    [InlineData("siglip", "clip", "the loss is 'clip', and a pair of siglip towers is trained with loss: siglip")]
    [InlineData("clip", "siglip", "the loss is 'siglip', and a pair of clip towers is trained with loss: clip")]
    public void The_other_pairs_loss_is_refused(string arch, string loss, string message)
    {
        using var model = Samples.NewPair(arch);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new ContrastiveObjective(model, loss)).Message);
    }
}
