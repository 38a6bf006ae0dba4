using Pivot.Runner.Training.Schedules;

namespace Pivot.Runner.Tests.Training;

public class LearningRateScheduleTests
{
    [Fact]
    public void Warm_up_rises_linearly_and_the_cosine_falls_from_one_to_nearly_zero()
    {
        var schedule = LearningRateSchedule.Named("cosine", 100, 0.1);
        Assert.Equal(1 / 11.0, schedule.At(0), 12);
        Assert.Equal(10 / 11.0, schedule.At(9), 12);
        Assert.Equal(1, schedule.At(10), 12);
        Assert.Equal(0.5, schedule.At(55), 12);
        Assert.InRange(schedule.At(99), 0, 0.001);
    }

    [Theory]
    [InlineData("linear", 0.5)]
    [InlineData("constant", 1)]
    [InlineData("cosine", 0.5)]
    public void Every_curve_by_its_value_half_way(string curve, double expected) =>
        Assert.Equal(expected, LearningRateSchedule.Named(curve, 10, 0).At(5), 12);

    [Fact]
    public void There_are_three_curves() => Assert.Equal(3, LearningRateSchedule.Curves.Count);
}
