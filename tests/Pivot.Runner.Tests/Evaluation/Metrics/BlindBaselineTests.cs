using Pivot.Runner.Evaluation.Metrics;

namespace Pivot.Runner.Tests.Evaluation.Metrics;

public class BlindBaselineTests
{
    [Fact]
    public void An_item_is_guessed_from_the_other_items_with_its_question()
    {
        BlindItem[] items =
        [
            new("Is it red?", "yes", "colour"), new("is it red", "Yes.", "colour"), new("Is it red?", "yes", "colour"), new("Is it red?", "no", "colour"),
        ];
        Assert.Equal(["yes", "yes", "yes", "yes"], BlindBaseline.Guesses(items));
        Assert.Equal(0.75, BlindBaseline.Score(items).Overall.Accuracy);
    }

    [Fact]
    public void A_question_asked_once_is_guessed_from_its_group_and_alone_in_its_group_not_at_all()
    {
        BlindItem[] items =
        [
            new("How many circles?", "2", "count"), new("How many squares?", "2", "count"), new("How many lines?", "3", "count"), new("What is it?", "2", "shape"),
        ];
        // Others of the group: {2, 3} with equal counts, the ordinally first; {2, 3}; {2, 2}; none
        Assert.Equal(["2", "2", "2", null], BlindBaseline.Guesses(items));
        var score = BlindBaseline.Score(items);
        Assert.Equal(2 / 3.0, score.Groups["count"].Accuracy, 12);
        Assert.Equal(0, score.Groups["shape"].Accuracy);
        Assert.Equal(new GroupScore(0.5, 4), score.Overall);
    }

    [Fact]
    public void An_exactly_balanced_question_is_guessed_wrong_as_documented()
    {
        BlindItem[] items = [new("q", "yes", "g"), new("q", "yes", "g"), new("q", "no", "g"), new("q", "no", "g")];
        Assert.Equal(["no", "no", "yes", "yes"], BlindBaseline.Guesses(items));
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
