using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Evaluation.Probes;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Evaluation.Probes;

public class SegmentationProbeTests
{
    private const int Classes = 3;
    private static readonly PatchGrid Grid = new(4, 4);

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void A_head_learns_features_that_hold_the_class_whatever_their_scale(int hidden)
    {
        var (features, masks) = World(24, seed: 1, informative: true);
        var (testFeatures, testMasks) = World(8, seed: 2, informative: true);
        var result = Probe(hidden).Run(features * 1e3, masks, testFeatures * 1e3, testMasks, Grid, pictures: 3);
        Assert.Equal(1, result.MacroRecall);
        Assert.True(result.PixelAccuracy > 0.75, $"pixel accuracy {result.PixelAccuracy}"); // bilinear enlargement blurs the borders of patches
        Assert.Equal(Classes, result.ClassIoU.Count);
        Assert.Equal(result.ClassIoU.Average()!.Value, result.MeanIoU, 12);
        Assert.Equal(["miou", "macro_recall", "pixel_accuracy"], result.Scores.Keys);
        Assert.Equal(8, result.Items.Count);

        Assert.Equal(3, result.Predictions.Count);
        var first = testMasks[0]();
        Assert.Equal((first.Width, first.Height), (result.Predictions[0].Width, result.Predictions[0].Height));
        var labelled = first.Labels.Zip(result.Predictions[0].Labels).Where(p => p.First != 255).ToList();
        Assert.Equal(labelled.Count(p => p.First == p.Second) / (double)labelled.Count, result.Items[0].PixelAccuracy!.Value, 12);
    }

    [Fact]
    public void Features_that_hold_nothing_stay_near_chance()
    {
        var (features, masks) = World(24, seed: 1, informative: false);
        var (testFeatures, testMasks) = World(24, seed: 2, informative: false);
        Assert.InRange(Probe(0).Run(features, masks, testFeatures, testMasks, Grid).MacroRecall, 0.2, 0.5);
    }

    [Fact]
    public void The_same_seed_gives_the_same_result_another_seed_another_and_no_tensor_is_left_behind()
    {
        var (features, masks) = World(12, seed: 3, informative: false);
        var first = Probe(8, seed: 5).Run(features, masks, features, masks, Grid, pictures: 12);
        rand(1); // torch's global generator has no say
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var second = Probe(8, seed: 5).Run(features, masks, features, masks, Grid, pictures: 12);
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(first.TrainingLoss, second.TrainingLoss);
        Assert.Equal(first.Predictions.SelectMany(p => p.Labels), second.Predictions.SelectMany(p => p.Labels));
        Assert.NotEqual(first.TrainingLoss, Probe(8, seed: 6).Run(features, masks, features, masks, Grid).TrainingLoss);
    }

    [Fact]
    public void Unlabelled_pictures_are_neither_learnt_from_nor_scored()
    {
        var (features, masks) = World(6, seed: 4, informative: true);
        Func<LabelMap>[] some = [.. masks.Select((m, i) => i % 2 == 0 ? m : Unlabelled)];
        var losses = new List<double?>();
        var probe = new SegmentationProbe(Classes, 255, 0, epochs: 4, batchSize: 1, learningRate: 0.05, seed: 0);
        var result = probe.Run(features, some, features, some, Grid, progress: (_, _, unit, loss) =>
        {
            if (unit == "step") losses.Add(loss);
        });
        Assert.Equal(24, losses.Count);
        Assert.Equal(12, losses.Count(l => l is null));
        Assert.True(double.IsFinite(result.TrainingLoss));
        Assert.Equal([false, true, false, true, false, true], result.Items.Select(i => i.PixelAccuracy is null));

        Func<LabelMap>[] none = [.. masks.Select(_ => (Func<LabelMap>)Unlabelled)];
        Assert.Contains("training masks", Assert.Throws<DataException>(() => probe.Run(features, none, features, masks, Grid)).Message);
        Assert.Contains("test masks", Assert.Throws<DataException>(() => probe.Run(features, masks, features, none, Grid)).Message);
    }

    [Fact]
    public void It_can_be_stopped_and_refuses_what_does_not_fit()
    {
        var (features, masks) = World(4, seed: 4, informative: true);
        Assert.Throws<OperationCanceledException>(() => Probe(0).Run(features, masks, features, masks, Grid, cancel: new CancellationToken(true)));
        Assert.Throws<ArgumentException>(() => Probe(0).Run(features, masks, features, masks, new PatchGrid(4, 5)));
        Assert.Throws<ArgumentException>(() => Probe(0).Run(features, [masks[0]], features, masks, Grid));
    }

    [Fact]
    public void The_rate_rises_over_a_tenth_of_the_steps_and_falls_to_a_tenth()
    {
        var rates = Enumerable.Range(0, 100).Select(s => SegmentationProbe.Schedule(s, 100)).ToArray();
        Assert.Equal(1 / 11.0, rates[0], 12);
        Assert.Equal(1, rates[10], 12);
        Assert.Equal(0.1, rates[99], 12);
        Assert.Equal(rates[10..].OrderDescending(), rates[10..]);
        Assert.Equal(1, SegmentationProbe.Schedule(0, 1), 12);
    }

    private static SegmentationProbe Probe(int hidden, int seed = 0) =>
        new(Classes, ignore: 255, hidden, epochs: 20, batchSize: 8, learningRate: 0.02, seed);

    private static LabelMap Unlabelled() => new(8, 8, [.. Enumerable.Repeat((byte)255, 64)]);

    // Pictures of 4 x 4 patches of 5 x 6 pixels, each patch of one class with its first pixel unlabelled; features are the class's axis
    // plus noise, or noise.
    private static (Tensor Features, Func<LabelMap>[] Masks) World(int count, int seed, bool informative)
    {
        var random = new Random(seed);
        using var generator = new Generator((ulong)seed, CPU);
        var classes = Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Grid.Count).Select(_ => random.Next(Classes)).ToArray()).ToArray();
        var noise = randn([count, Grid.Count, 5], generator: generator) * 0.1;
        var axes = nn.functional.one_hot(tensor(classes.SelectMany(c => c.Select(v => (long)v)).ToArray()), 5).reshape(count, Grid.Count, 5);
        return (informative ? noise + axes : noise, [.. classes.Select(c => (Func<LabelMap>)(() => Draw(c)))]);
    }

    private static LabelMap Draw(int[] classes)
    {
        var labels = new byte[24 * 20];
        for (var y = 0; y < 20; y++)
        {
            for (var x = 0; x < 24; x++) labels[y * 24 + x] = y % 5 == 0 && x % 6 == 0 ? (byte)255 : (byte)classes[y / 5 * 4 + x / 6];
        }
        return new(24, 20, labels);
    }
}
