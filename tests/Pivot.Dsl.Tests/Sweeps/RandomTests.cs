using System.Globalization;
using CsCheck;

namespace Pivot.Dsl.Tests.Sweeps;

public class RandomTests
{
    private const string Over = "stages.post.learning_rate: { log: [1e-5, 1e-3] }, stages.post.steps: { int: [10, 20] }, stages.post.warmup: { uniform: [0, 0.5] }, stages.align.train: { choice: [[projector], [language_model]] }";

    [Fact]
    public void The_same_seed_draws_the_same_values_in_every_version() // pinned: a spec that is run again must find its stages
    {
        var points = Draw(3, 7, Over);
        Assert.Equal(["6.936e-05", "5.646e-05", "0.0001389"], points.Select(p => p["stages.post.learning_rate"]));
        Assert.Equal(["20", "11", "18"], points.Select(p => p["stages.post.steps"]));
        Assert.Equal(["0.2812", "0.008224", "0.421"], points.Select(p => p["stages.post.warmup"]));
        Assert.Equal(["[language_model]", "[projector]", "[language_model]"], points.Select(p => p["stages.align.train"]));
    }

    [Fact]
    public void A_further_axis_and_a_larger_count_leave_the_draws_alone()
    {
        var few = Draw(3, 7, Over);
        var more = Draw(5, 7, "stages.see.steps: { int: [1, 1000] }, " + Over);
        Assert.All(few.Zip(more), pair => Assert.Equal(pair.First, pair.Second.Where(v => v.Key != "stages.see.steps")));
        Assert.NotEqual(few, Draw(3, 8, Over));
    }

    [Fact]
    public void Draws_lie_in_their_bounds_and_reach_both_ends_of_whole_numbers()
    {
        var points = Draw(400, 1, "stages.post.learning_rate: { log: [1.23456e-5, 1.23457e-5] }, stages.post.steps: { int: [3, 6] }, stages.post.warmup: { uniform: [0.25, 0.75] }, stages.see.steps: { int: [1, 9000000] }");
        Assert.Equal(["3", "4", "5", "6"], points.Select(p => p["stages.post.steps"]).Distinct().Order());
        Assert.All(points, p => Assert.InRange(Number(p["stages.post.learning_rate"]), 1.23456e-5, 1.23457e-5));
        Assert.All(points, p => Assert.InRange(Number(p["stages.post.warmup"]), 0.25, 0.75));
        Assert.InRange(points.Average(p => Number(p["stages.post.warmup"])), 0.47, 0.53); // 400 draws: the mean's deviation is 0.007
        Assert.All(points, p => Assert.True(p["stages.post.warmup"].Length <= 6, p["stages.post.warmup"])); // four digits
    }

    [Fact]
    public void A_logarithm_is_drawn_evenly()
    {
        var points = Draw(400, 2, "stages.post.learning_rate: { log: [1e-6, 1e-2] }, stages.see.steps: { int: [1, 9000000] }");
        Assert.InRange(points.Count(p => Number(p["stages.post.learning_rate"]) < 1e-4), 160, 240); // half of them, by four deviations
    }

    [Fact]
    public void Any_seed_and_bounds_give_values_within_them() => Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[-5, 5], Gen.Int[1, 50]).Sample((seed, low, width) =>
    {
        var points = Draw(4, seed, $"stages.see.steps: {{ int: [1, 9000000] }}, stages.post.seed: {{ int: [{low + 5}, {low + 5 + width}] }}");
        return points.Count == 4 && points.All(p => Number(p["stages.post.seed"]) >= low + 5 && Number(p["stages.post.seed"]) <= low + 5 + width);
    }, iter: 30);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static List<IReadOnlyDictionary<string, string>> Draw(int count, long seed, string over) =>
        [.. SpecFile.Plan(SpecText.With($"sweep: {{ random: {{ count: {count}, seed: {seed}, over: {{ {over} }} }} }}")).Trials.Select(t => t.Point)];
}
