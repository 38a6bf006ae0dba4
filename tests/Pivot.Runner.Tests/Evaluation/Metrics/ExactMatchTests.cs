using Pivot.Runner.Evaluation.Metrics;

namespace Pivot.Runner.Tests.Evaluation.Metrics;

public class ExactMatchTests
{
    [Theory]
    [InlineData(" A red \t Circle. ", "a red circle")]
    [InlineData("Yes!", "yes")]
    [InlineData("no .", "no")]
    [InlineData("3.5", "3.5")]
    [InlineData("3..", "3.")]
    [InlineData("", "")]
    [InlineData(".", "")]
    public void Answers_are_compared_without_case_spacing_and_the_final_mark(string answer, string normalised) =>
        Assert.Equal(normalised, ExactMatch.Normalise(answer));

    [Fact]
    public void A_longer_answer_is_no_match()
    {
        Assert.True(ExactMatch.IsMatch("Two.", "two"));
        Assert.False(ExactMatch.IsMatch("two circles", "two"));
    }
}
