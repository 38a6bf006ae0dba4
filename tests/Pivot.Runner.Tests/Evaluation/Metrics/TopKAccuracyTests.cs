using Pivot.Runner.Evaluation.Metrics;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Evaluation.Metrics;

public class TopKAccuracyTests
{
    private static readonly Tensor Scores = tensor(new float[] { 3, 1, 2, 5, 5, 0 }).reshape(2, 3);

    [Fact]
    public void The_label_must_be_among_the_k_best()
    {
        Assert.Equal([false, true], TopKAccuracy.Hits(Scores, [2, 0], 1));
        Assert.Equal([true, true], TopKAccuracy.Hits(Scores, [2, 1], 2));
        Assert.Equal([true, true], TopKAccuracy.Hits(Scores, [1, 2], 5));
        Assert.Equal(0.5, TopKAccuracy.Share([true, false]));
    }

    [Fact]
    public void Of_equal_scores_the_lower_class_is_the_better() =>
        Assert.Equal([false], TopKAccuracy.Hits(Scores.narrow(0, 1, 1), [1], 1));

    [Fact]
    public void A_label_without_a_score_is_never_hit() => Assert.Equal([false, false], TopKAccuracy.Hits(Scores, [3, -1], 3));
}
