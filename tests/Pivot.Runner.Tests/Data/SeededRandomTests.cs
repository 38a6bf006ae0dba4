using Pivot.Runner.Data;

namespace Pivot.Runner.Tests.Data;

public class SeededRandomTests
{
    [Fact]
    public void A_seed_gives_the_same_numbers_on_every_machine()
    {
        // Computed by a second implementation, in Python's whole numbers.
        var random = new SeededRandom(42);
        Assert.Equal([3854068441u, 3675583493u, 2215232248u, 624106411u], Enumerable.Range(0, 4).Select(_ => random.NextUInt()));
    }

    [Fact]
    public void Other_seeds_and_paths_give_other_streams()
    {
        var first = new[] { SeededRandom.DeriveSeed(1), SeededRandom.DeriveSeed(1, 0), SeededRandom.DeriveSeed(1, 0, 0), SeededRandom.DeriveSeed(1, 0, 1),
            SeededRandom.DeriveSeed(1, 1, 0), SeededRandom.DeriveSeed(2, 0, 1), SeededRandom.DeriveSeed(-1, 0, 1) };
        Assert.Equal(first.Length, first.Distinct().Count());
        Assert.Equal(5829507246766203304, SeededRandom.DeriveSeed(7, 3, -4));
    }

    [Fact]
    public void Numbers_below_a_bound_are_evenly_spread()
    {
        var random = new SeededRandom(3);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[random.Next(7)]++;
        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400)); // four standard deviations of 93
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(0));
    }

    [Fact]
    public void Doubles_lie_in_the_unit_interval_with_mean_one_half()
    {
        var random = new SeededRandom(4);
        var values = Enumerable.Range(0, 20_000).Select(_ => random.NextDouble()).ToArray();
        Assert.All(values, v => Assert.InRange(v, 0, 0.9999999999999999));
        Assert.InRange(values.Average(), 0.49, 0.51);
    }

    [Fact]
    public void A_shuffle_keeps_the_items_and_makes_every_order_equally_likely()
    {
        var random = new SeededRandom(5);
        var orders = new Dictionary<string, int>();
        for (var i = 0; i < 6000; i++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle(items.AsSpan());
            var order = new string(items);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(["abc", "acb", "bac", "bca", "cab", "cba"], orders.Keys.Order());
        Assert.All(orders.Values, c => Assert.InRange(c, 880, 1120));
    }
}
