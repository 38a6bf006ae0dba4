using Pivot.Runner.Evaluation.Statistics;

namespace Pivot.Runner.Tests.Evaluation.Statistics;

public class QuantileTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 9)]
    [InlineData(0.5, 3)]
    [InlineData(0.25, 1.75)] // position 0.75 between 1 and 2
    [InlineData(0.95, 8.25)] // position 2.85: 4 + 0.85 * 5
    public void Interpolates_linearly(double share, double expected) =>
        Assert.Equal(expected, Quantile.OfSorted([1, 2, 4, 9], share), 12);

    [Fact]
    public void A_share_outside_0_to_1_is_an_error() => Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.OfSorted([1], 1.1));
}
