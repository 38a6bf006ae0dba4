using Pivot.Runner.Evaluation.Benchmarks;

namespace Pivot.Runner.Tests.Evaluation.Benchmarks;

public class BenchmarkScorerTests
{
    [Fact]
    public void Scores_carry_the_names_that_claims_and_reports_use()
    {
        var result = BenchmarkScorer.Score(
        [
            new("1", "colour", "What colour?", "red", "Red."),
            new("2", "colour", "What colour?", "red", "blue"),
            new("3", "colour", "What colour?", "blue", "blue"),
            new("4", "count", "How many?", "2", "3"),
        ]);
        var expected = new Dictionary<string, double>
        {
            ["accuracy"] = 0.5, ["accuracy.colour"] = 2 / 3.0, ["accuracy.count"] = 0,
            // Both questions are asked too rarely to be judged alone; their groups' most frequent answers are red and 2.
            ["blind_accuracy"] = 0.75, ["blind_accuracy.colour"] = 2 / 3.0, ["blind_accuracy.count"] = 1,
            ["n"] = 4, ["n.colour"] = 3, ["n.count"] = 1,
        };
        Assert.Equal(expected.OrderBy(e => e.Key, StringComparer.Ordinal), result.Scores.OrderBy(e => e.Key, StringComparer.Ordinal));
        Assert.Equal([true, false, true, false], result.Items.Select(i => i.Correct));
        Assert.Equal([1.0, 0, 1, 0], result.Items.Select(i => i.Score));
        Assert.Equal(["red", "red", "red", "2"], result.Items.Select(i => i.BlindGuess));
    }

    [Fact]
    public void No_answers_cannot_be_scored() => Assert.Throws<ArgumentException>(() => BenchmarkScorer.Score([]));
}
