using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Specs;

public class ExpectationTests
{
    [Theory]
    [InlineData("dpo > sft", "dpo", ExpectedRelation.Above, "sft")]
    [InlineData("dpo<sft", "dpo", ExpectedRelation.Below, "sft")]
    [InlineData("  a+b =  c.d-1 ", "a+b", ExpectedRelation.Equal, "c.d-1")]
    public void Two_arms_and_a_sign_are_read(string text, string left, ExpectedRelation relation, string right) =>
        Assert.Equal(new Expectation(left, relation, right), Expectation.Parse(text));

    [Theory]
    [InlineData("dpo", 0, 3)]
    [InlineData("dpo >= sft", 4, 2)]
    [InlineData("dpo beats sft", 4, 5)]
    [InlineData("> sft", 0, 1)]
    [InlineData("dpo >", 5, 1)]
    [InlineData("a > b > c", 6, 3)]
    [InlineData("a > a", 0, 5)]
    [InlineData("a b > c", 0, 3)]
    [InlineData("a \u2265 b", 2, 1)]
    [InlineData("", 0, 0)]
    public void What_cannot_be_read_says_which_part_of_it(string text, int start, int length)
    {
        Assert.Null(Expectation.TryRead(text, out var problem));
        Assert.Equal((start, length), (problem!.Start, problem.Length));
        Assert.Throws<FormatException>(() => Expectation.Parse(text));
    }
}
