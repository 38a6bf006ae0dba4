using Pivot.Runner.Data.Samples;
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
    public void Letters_are_found_in_answers_and_a_question_is_right_in_all_its_variants_or_not_at_all()
    {
        BenchmarkAnswer Ask(string id, string of, string expected, string given) =>
            new(id, "g", id, expected, given) { Form = AnswerForm.Letter, VariantOf = of, Options = new Dictionary<char, string> { ['A'] = "cat", ['B'] = "dog" } };
        var result = BenchmarkScorer.Score([Ask("1", "1", "A", "A. cat"), Ask("1000001", "1", "B", "(B)"), Ask("2", "2", "A", "a"), Ask("1000002", "2", "B", "cat")]);
        Assert.Equal([true, true, true, false], result.Items.Select(i => i.Correct));
        Assert.Equal((0.75, 0.5, 0.5), (result.Scores["accuracy"], result.Scores["circular_accuracy"], result.Scores["circular_accuracy.g"]));
        Assert.DoesNotContain("f1", result.Scores.Keys);
        Assert.DoesNotContain("circular_accuracy", BenchmarkScorer.Score([Ask("1", "1", "A", "A"), Ask("2", "2", "A", "B")]).Scores.Keys);
    }

    [Fact]
    public void Yes_and_no_have_precision_recall_and_their_mean()
    {
        BenchmarkAnswer Ask(string group, string expected, string given) => new(Guid.NewGuid().ToString(), group, "q", expected, given) { Form = AnswerForm.YesNo };
        var result = BenchmarkScorer.Score([Ask("a", "yes", "Yes."), Ask("a", "no", "Yes, there is."), Ask("b", "no", "No"), Ask("b", "yes", "it is not there")]);
        Assert.Equal([true, false, true, false], result.Items.Select(i => i.Correct));
        Assert.Equal((0.5, 0.5, 0.5, 0.5), (result.Scores["precision"], result.Scores["recall"], result.Scores["f1"], result.Scores["yes_ratio"]));
        Assert.Equal((0.5, 1.0, 0.0, 0.0), (result.Scores["precision.a"], result.Scores["recall.a"], result.Scores["f1.b"], result.Scores["yes_ratio.b"]));
    }

    [Fact]
    public void No_answers_cannot_be_scored() => Assert.Throws<ArgumentException>(() => BenchmarkScorer.Score([]));
}
