using Pivot.Runner.Data;
using Pivot.Runner.Evaluation.Probes;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Evaluation.Probes;

public class LinearProbeTests
{
    [Fact]
    public void Separated_directions_are_told_apart_whatever_their_length()
    {
        var (train, trainLabels) = Blobs(rowsPerClass: 20, noise: 0.1, seed: 1);
        var (test, testLabels) = Blobs(rowsPerClass: 10, noise: 0.1, seed: 2);
        var result = new LinearProbe([1, 100]).Run(train * 1000, trainLabels, test, testLabels, 6);
        Assert.Equal(1, result.Top1);
        Assert.Equal(new Dictionary<string, double> { ["top1"] = 1, ["top5"] = 1 }, result.Scores);
        Assert.True(result.Converged);
        Assert.Equal(60, result.Items.Count);
        Assert.All(result.Items, i => Assert.True(i is { Correct: true, InTop5: true } && i.Prediction == i.Label));
    }

    [Fact]
    public void C_is_chosen_on_held_out_training_rows_and_the_smaller_of_equals_is_taken()
    {
        var (train, trainLabels) = Blobs(20, noise: 0.7, seed: 3);
        var (test, testLabels) = Blobs(10, noise: 0.7, seed: 4);
        var told = new List<(int, int)>();
        var result = new LinearProbe([100, 1, 1e-3, 1]).Run(train, trainLabels, test, testLabels, 6, (done, total) => told.Add((done, total)));
        Assert.Equal([1e-3, 1, 100], result.Tried.Select(t => t.C));
        var best = result.Tried.Max(t => t.HeldOutAccuracy);
        Assert.Equal(result.Tried.First(t => t.HeldOutAccuracy == best).C, result.ChosenC);
        Assert.Equal([(1, 4), (2, 4), (3, 4), (4, 4)], told);

        // The test rows have no say: scored on other rows, the same C is chosen with the same accuracies.
        var other = new LinearProbe([100, 1, 1e-3]).Run(train, trainLabels, -test, testLabels, 6);
        Assert.Equal(result.Tried, other.Tried);
        Assert.True(other.Top1 < result.Top1);
    }

    [Fact]
    public void A_fifth_of_every_class_is_held_out()
    {
        int[] labels = [.. Enumerable.Repeat(0, 10), .. Enumerable.Repeat(1, 5), 2, 2, 3];
        var (fit, heldOut) = HeldOutRows.Stratified(labels, seed: 5);
        Assert.Equal([2, 1, 1, 0], Enumerable.Range(0, 4).Select(c => heldOut.Count(r => labels[r] == c)));
        Assert.Equal(Enumerable.Range(0, 18), fit.Concat(heldOut).Order());
        Assert.Equal(heldOut, HeldOutRows.Stratified(labels, seed: 5).HeldOut);
        Assert.Contains(Enumerable.Range(0, 20), seed => !HeldOutRows.Stratified(labels, seed).HeldOut.SequenceEqual(heldOut));
    }

    [Fact]
    public void A_class_without_training_rows_is_never_predicted()
    {
        var (train, trainLabels) = Blobs(10, 0.1, seed: 6);
        var rows = trainLabels.Select((l, i) => (l, i)).Where(x => x.l != 2).Select(x => x.i).ToArray();
        var result = new LinearProbe([10]).Run(train.index_select(0, tensor(rows.Select(r => (long)r).ToArray())), [.. rows.Select(r => trainLabels[r])],
            train, trainLabels, 6);
        Assert.Empty(result.Tried);
        Assert.Equal(10, result.ChosenC);
        Assert.Equal(50 / 60.0, result.Top1, 12);
        Assert.All(result.Items, i => Assert.True(i.Prediction != 2 && i.InTop5 == (i.Label != 2)));
    }

    [Fact]
    public void One_row_a_class_is_too_few_to_choose_from()
    {
        var error = Assert.Throws<DataException>(() => new LinearProbe([1, 10]).Run(eye(3), [0, 1, 2], eye(3), [0, 1, 2], 3));
        Assert.Contains("give one value of C", error.Message);
        Assert.Throws<ArgumentException>(() => new LinearProbe([]));
        Assert.Throws<ArgumentException>(() => new LinearProbe([1]).Run(eye(3), [0, 1, 3], eye(3), [0, 1, 2], 3));
    }

    // Six classes around the six half axes of space.
    private static (Tensor Features, int[] Labels) Blobs(int rowsPerClass, double noise, int seed)
    {
        using var generator = new Generator((ulong)seed, CPU);
        int[] labels = [.. Enumerable.Range(0, 6 * rowsPerClass).Select(i => i % 6)];
        var centres = cat([eye(3), -eye(3)], 0).index_select(0, tensor(labels.Select(l => (long)l).ToArray()));
        return (centres + randn([labels.Length, 3], generator: generator) * noise, labels);
    }
}
