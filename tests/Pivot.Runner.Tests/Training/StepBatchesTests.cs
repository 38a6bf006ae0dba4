using Pivot.Runner.Training;

namespace Pivot.Runner.Tests.Training;

public class StepBatchesTests
{
    private sealed record Rows(int[] Numbers) : IDisposable
    {
        public void Dispose()
        {
        }
    }

    private static StepBatches<Rows> Batches(Func<int, int>? length = null) => new(100, 6, 2, 7, rows => new Rows(rows), length);

    private static List<int[]> Steps(StepBatches<Rows> batches, long first, int count) =>
        [.. batches.Training(first).Take(count).Select(step => step.SelectMany(b => b.Numbers).ToArray())];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Going_on_at_any_step_gives_the_batches_of_an_uninterrupted_run(bool byLength)
    {
        Func<int, int>? length = byLength ? i => i * 37 % 50 : null;
        var all = Steps(Batches(length), 0, 40);
        foreach (var first in new[] { 1, 7, 8, 23 }) Assert.Equal(all[first..30], Steps(Batches(length), first, 30 - first));
    }

    [Fact]
    public void An_update_has_its_rows_in_as_many_micro_batches_as_asked_for()
    {
        var step = Batches().Training(0).First();
        Assert.Equal([3, 3], step.Select(b => b.Numbers.Length));
    }

    [Fact]
    public void By_length_a_window_holds_the_same_rows_and_its_batches_are_of_like_length()
    {
        static int Length(int row) => row * 37 % 50;
        var plain = Steps(Batches(), 0, 8);
        var sorted = Steps(Batches(Length), 0, 8);
        Assert.Equal(plain.SelectMany(b => b).Order(), sorted.SelectMany(b => b).Order());
        static double Spread(IEnumerable<int[]> steps) => steps.Average(s => s.Max(Length) - s.Min(Length));
        Assert.True(Spread(sorted) < Spread(plain) / 3);
        Assert.NotEqual(sorted.Select(s => s.Min(Length)), sorted.Select(s => s.Min(Length)).Order());
    }

    [Fact]
    public void Held_out_rows_are_never_trained_on()
    {
        var batches = Batches();
        var held = batches.HeldOut().SelectMany(b => b.Numbers).ToHashSet();
        Assert.Equal(5, held.Count);
        Assert.DoesNotContain(Steps(batches, 0, 60).SelectMany(s => s), held.Contains);
    }
}
