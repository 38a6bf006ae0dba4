using Pivot.Runner.Evaluation.Statistics;

namespace Pivot.Runner.Tests.Evaluation.Statistics;

public class SplitMix64Tests
{
    [Fact]
    public void Gives_the_published_sequence()
    {
        // Reference values of the authors' splitmix64.c for seed 1234567.
        var random = new SplitMix64(1234567);
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], [random.Next(), random.Next(), random.Next()]);
    }

    [Fact]
    public void Indices_stay_in_range_and_are_even()
    {
        var random = new SplitMix64(1);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[random.NextIndex(7)]++;
        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
    }
}
