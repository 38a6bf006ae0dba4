using Pivot.Runner.Evaluation.Statistics;

namespace Pivot.Runner.Tests.Evaluation.Statistics;

public class WelchIntervalTests
{
    [Fact]
    public void Equal_sizes_and_spreads_give_the_pooled_interval()
    {
        // 1, 2, 3 and 3, 4, 5: difference 2, s^2 = 1/3 + 1/3, v = 4, t(0.975, 4) = 2.776445.
        var interval = WelchInterval.OfDifference([1, 2, 3], [3, 4, 5])!.Value;
        Assert.Equal(2 - 2.776445 * Math.Sqrt(2.0 / 3), interval.Low, 5);
        Assert.Equal(2 + 2.776445 * Math.Sqrt(2.0 / 3), interval.High, 5);
        Assert.False(interval.Excludes(0));
    }

    [Fact]
    public void A_side_without_spread_leaves_the_other_sides_freedom()
    {
        // 0, 0 and 1, 3: s^2 = 0 + 2/2, v = 1, t(0.975, 1) = 12.7062.
        var interval = WelchInterval.OfDifference([0, 0], [1, 3])!.Value;
        Assert.Equal(2 - 12.7062, interval.Low, 3);
        Assert.Equal(2 + 12.7062, interval.High, 3);
    }

    [Fact]
    public void One_value_on_a_side_gives_no_interval() => Assert.Null(WelchInterval.OfDifference([1], [2, 3]));

    [Fact]
    public void No_spread_on_either_side_gives_no_interval() => Assert.Null(WelchInterval.OfDifference([1, 1], [2, 2]));
}
