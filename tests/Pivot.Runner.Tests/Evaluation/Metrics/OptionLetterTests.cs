using Pivot.Runner.Evaluation.Metrics;

namespace Pivot.Runner.Tests.Evaluation.Metrics;

public class OptionLetterTests
{
    private static readonly Dictionary<char, string> Options = new() { ['A'] = "cat", ['B'] = "a large dog", ['C'] = "bird" };

    [Theory]
    [InlineData("A", 'A')]
    [InlineData("a", 'A')]
    [InlineData(" B. ", 'B')]
    [InlineData("(A)", 'A')]
    [InlineData("**C**", 'C')]
    [InlineData("A. cat", 'A')]
    [InlineData("(B) a large dog", 'B')]
    [InlineData("C: it is a bird, and A and B are wrong", 'C')]
    [InlineData("B\nBecause it barks.", 'B')]
    [InlineData("The answer is C", 'C')]
    [InlineData("The answer is (C).", 'C')]
    [InlineData("It is a bird.", 'C')]
    [InlineData("A bird is what I see", 'C')] // the article is no option
    [InlineData("cat", 'A')]
    public void The_option_that_an_answer_names_is_found(string answer, char letter) => Assert.Equal(letter, OptionLetter.Find(answer, Options));

    [Theory]
    [InlineData("")]
    [InlineData("D")]
    [InlineData("B or C")]
    [InlineData("I do not know")]
    [InlineData("a cat or a bird")]
    [InlineData("B is what I would have said had I not looked at the picture again and again")] // not what the answer comes to
    public void An_answer_that_names_none_or_several_is_none(string answer) => Assert.Null(OptionLetter.Find(answer, Options));

    [Theory]
    [InlineData("Yes", true)]
    [InlineData("No", false)]
    [InlineData("no, there is none", false)]
    [InlineData("There is not one.", false)]
    [InlineData("Yes. No doubt.", true)] // only the first sentence counts
    [InlineData("nothing of the kind", true)]
    [InlineData("", true)]
    public void Yes_and_no_are_read_as_pope_reads_them(string answer, bool yes) => Assert.Equal(yes, YesNoAnswer.IsYes(answer));

    // 2 hits, 1 miss, 1 false alarm, 1 right no: precision 2/3, recall 2/3.
    [Fact]
    public void Yes_and_no_are_counted_with_yes_as_what_is_looked_for()
    {
        var scores = YesNoScores.Of([(true, true), (true, true), (true, false), (false, true), (false, false)]);
        Assert.Equal(2 / 3.0, scores.Precision, 12);
        Assert.Equal(2 / 3.0, scores.Recall, 12);
        Assert.Equal(2 / 3.0, scores.F1, 12);
        Assert.Equal(0.6, scores.YesRatio, 12);
        Assert.Equal(new YesNoScores(0, 0, 0, 0), YesNoScores.Of([(true, false)]));
        Assert.Throws<ArgumentException>(() => YesNoScores.Of([]));
    }
}
