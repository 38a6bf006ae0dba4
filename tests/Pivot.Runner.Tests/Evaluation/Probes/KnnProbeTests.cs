using Pivot.Runner.Data;
using Pivot.Runner.Evaluation.Probes;
using Pivot.Runner.Tests.Goldens;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Evaluation.Probes;

public class KnnProbeTests
{
    // Directions at 0, 60 and 90 degrees; a test row along the first.
    private static readonly Tensor Train = tensor(new[] { 2, 0, 0.5, Math.Sqrt(3) / 2, 0, 3 }).reshape(3, 2);
    private static readonly Tensor Test = tensor(new double[] { 5, 0 }).reshape(1, 2);

    [Fact]
    public void Votes_weigh_exp_of_cosine_over_temperature()
    {
        // cosines 1, 1/2, 0; temperature 1/2: e^2 for class 0, e^1 for class 1, and the third does not vote with k = 2
        var scores = new KnnProbe(2, 0.5).ClassScores(Train, [0, 1, 1], Test, 3);
        Assert.Equal([Math.Exp(2), Math.E, 0], scores.data<double>(), (a, b) => Math.Abs(a - b) < 1e-9);
        // with k = 3: e^2 = 7.39 against e^1 + e^0 = 3.72
        Assert.Equal(1, new KnnProbe(3, 0.5).Run(Train, [0, 1, 1], Test, [0], 3).Top1);
        // at a high temperature two far neighbours outvote a near one
        Assert.Equal(1, new KnnProbe(3, 100).Run(Train, [0, 1, 1], Test, [1], 3).Items.Single().Prediction);
    }

    [Fact]
    public void More_neighbours_than_rows_is_an_error_that_says_what_to_do()
    {
        var error = Assert.Throws<DataException>(() => new KnnProbe(4, 1).Run(Train, [0, 1, 1], Test, [0], 2));
        Assert.Contains("only 3 items; take a smaller k", error.Message);
    }

    [Fact]
    public void Features_of_a_diverged_encoder_are_refused()
    {
        var error = Assert.Throws<DataException>(() => new KnnProbe(1, 1).Run(Train, [0, 1, 1], full([1, 2], double.NaN), [0], 2));
        Assert.Contains("the test features hold NaN", error.Message);
    }

    [Fact, Trait("Category", "Golden")]
    public void Agrees_with_DINOs_knn_classifier()
    {
        foreach (var golden in GoldenFolder.With("knn.scores_dino"))
        {
            var classes = (int)golden["knn.scores_dino"].shape[1];
            var probe = new KnnProbe((int)golden["knn.neighbour_index"].shape[1], 0.07);
            var (train, trainLabels) = (golden["knn.train_features"], golden.Ints("knn.train_labels"));
            var (test, testLabels) = (golden["knn.test_features"], golden.Ints("knn.test_labels"));

            Near.Equal(golden["knn.scores_dino"], probe.ClassScores(train, trainLabels, test, classes), 1e-5, 1e-5, "scores");
            var result = probe.Run(train, trainLabels, test, testLabels, classes);
            Assert.Equal(golden.Ints("knn.prediction"), result.Items.Select(i => i.Prediction));
            Near.Equal(golden.Number("knn.top1") / 100, result.Top1, 1e-5, 1e-5, "top1");
            Near.Equal(golden.Number("knn.top5") / 100, result.Top5, 1e-5, 1e-5, "top5");
        }
    }

    [Fact]
    public void Rows_are_scored_in_blocks_with_nothing_left_behind()
    {
        using var generator = new Generator(7, CPU);
        var (train, test) = (randn([50, 4], generator: generator), randn([2500, 4], generator: generator));
        int[] trainLabels = [.. Enumerable.Range(0, 50).Select(i => i % 5)], testLabels = new int[2500];
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var whole = new KnnProbe(5, 0.1).Run(train, trainLabels, test, testLabels, 5);
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        var last = new KnnProbe(5, 0.1).Run(train, trainLabels, test.narrow(0, 2400, 100), new int[100], 5);
        Assert.Equal(last.Items.Select(i => i.Prediction), whole.Items.Skip(2400).Select(i => i.Prediction));
    }
}
