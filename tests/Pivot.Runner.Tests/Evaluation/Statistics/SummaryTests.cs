using Pivot.Runner.Evaluation.Statistics;

namespace Pivot.Runner.Tests.Evaluation.Statistics;

public class SummaryTests
{
    [Fact]
    public void Mean_and_sample_deviation_of_a_hand_worked_case()
    {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 9+1+1+1+0+0+4+16 = 32, 32/7.
        var summary = Summary.Of([2, 4, 4, 4, 5, 5, 7, 9]);
        Assert.Equal(8, summary.N);
        Assert.Equal(5, summary.Mean, 12);
        Assert.Equal(Math.Sqrt(32.0 / 7), summary.StandardDeviation!.Value, 12);
    }

    [Fact]
    public void One_value_has_no_deviation() => Assert.Equal(new Summary(1, 0.5, null), Summary.Of([0.5]));

    [Fact]
    public void No_values_are_an_error() => Assert.Throws<ArgumentException>(() => Summary.Of([]));

    [Fact]
    public void A_small_spread_on_a_large_mean_is_not_lost() =>
        Assert.Equal(1, Summary.Of([1e9 - 1, 1e9, 1e9 + 1]).StandardDeviation!.Value, 6);
}
