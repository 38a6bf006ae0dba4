using Pivot.Runner.Evaluation.Metrics;

namespace Pivot.Runner.Tests.Evaluation.Metrics;

public class BlindBaselineTests
{
    [Fact]
    public void A_question_asked_often_is_guessed_by_its_most_frequent_answer()
    {
        BlindItem[] items =
        [
            new("Is it red?", "yes", "colour"), new("is it red", "Yes.", "colour"), new("Is it red?", "yes", "colour"),
            new("Is it red?", "no", "colour"), new("Is it red?", "no", "colour"),
        ];
        Assert.All(BlindBaseline.Guesses(items), guess => Assert.Equal("yes", guess));
        Assert.Equal(0.6, BlindBaseline.Score(items).Overall.Accuracy, 12);
    }

    [Fact]
    public void A_question_asked_rarely_is_guessed_from_its_group()
    {
        BlindItem[] items =
        [
            new("How many circles?", "2", "count"), new("How many squares?", "2", "count"), new("How many lines?", "3", "count"), new("What is it?", "star", "shape"),
        ];
        Assert.Equal(["2", "2", "2", "star"], BlindBaseline.Guesses(items));
        var score = BlindBaseline.Score(items);
        Assert.Equal(2 / 3.0, score.Groups["count"].Accuracy, 12);
        Assert.Equal(new GroupScore(0.75, 4), score.Overall);
    }

    [Fact]
    public void An_exactly_balanced_question_is_guessed_right_half_the_time()
    {
        var items = Enumerable.Range(0, 6).Select(i => new BlindItem("q", i % 2 == 0 ? "yes" : "no", "g")).ToArray();
        Assert.Equal(0.5, BlindBaseline.Score(items).Overall.Accuracy, 12);
    }

    [Fact]
    public void Overall_is_the_share_of_all_items_and_not_the_mean_of_groups()
    {
        var scores = GroupScores.Of([("b", true), ("b", true), ("b", true), ("a", false)]);
        Assert.Equal(new GroupScore(0.75, 4), scores.Overall);
        Assert.Equal(["a", "b"], scores.Groups.Keys);
        Assert.Throws<ArgumentException>(() => GroupScores.Of([]));
    }
}
