using Pivot.Runner.Data.Batches;

namespace Pivot.Runner.Tests.Data.Batches;

public class TokenTreeCutTests
{
    [Fact]
    public void A_row_that_fits_is_itself()
    {
        var tree = Chain((2, 3));
        Assert.Same(tree, tree.CutTo(tree.Length));
    }

    // 4 image tokens, then question and answer lengths; what is left of every answer.
    [Theory]
    [InlineData(18, new[] { 3, 4 })]
    [InlineData(17, new[] { 3, 3 })]
    [InlineData(15, new[] { 3, 1 })]
    [InlineData(14, new[] { 3 })]
    [InlineData(10, new[] { 3 })]
    [InlineData(9, new[] { 3 })]
    [InlineData(8, new[] { 2 })]
    [InlineData(7, new[] { 1 })]
    public void A_conversation_is_cut_from_its_end_and_a_question_goes_with_its_answer(int longest, int[] answers)
    {
        var cut = Chain((2, 3), (5, 4)).CutTo(longest)!;
        Assert.InRange(cut.Length, 1, longest);
        Assert.Equal(answers, Answers(cut));
        Assert.True(cut.IsChain);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(4)]
    [InlineData(0)]
    public void Where_no_token_of_an_answer_would_be_left_there_is_no_row(int longest) => Assert.Null(Chain((2, 3), (5, 4)).CutTo(longest));

    [Theory]
    [InlineData(15, 4, 3)]
    [InlineData(14, 3, 3)]
    [InlineData(12, 2, 2)]
    [InlineData(10, 1, 1)]
    public void Two_answers_to_a_question_are_cut_to_one_length(int longest, int chosen, int rejected)
    {
        var tree = new TokenTree([], 4, 2);
        var question = tree.AddPrompt(TokenTree.Root, [7, 7, 7, 7]);
        tree.AddAnswer(question, [1, 2, 3, 4, 5]);
        tree.AddAnswer(question, [1, 2, 3]);
        var cut = tree.CutTo(longest)!;
        Assert.Equal([chosen, rejected], Answers(cut));
        Assert.Null(tree.CutTo(9));
    }

    [Fact]
    public void Turns_that_do_not_see_each_other_are_cut_from_the_last()
    {
        var tree = new TokenTree([], 2, 2);
        for (var i = 0; i < 3; i++) tree.AddAnswer(tree.AddPrompt(TokenTree.Root, [7, 7]), [1, 2, 3]);
        Assert.Equal([3, 1], Answers(tree.CutTo(10)!));
    }

    private static TokenTree Chain(params (int Question, int Answer)[] turns)
    {
        var tree = new TokenTree([], 4, 2);
        var last = TokenTree.Root;
        foreach (var (question, answer) in turns) last = tree.AddAnswer(tree.AddPrompt(last, new int[question]), new int[answer]);
        return tree;
    }

    private static int[] Answers(TokenTree tree)
    {
        List<long> from = [], targets = [], answers = [];
        tree.WriteScored(0, 0, from, targets, answers);
        Assert.Equal(tree.Answers, answers.Distinct().Count());
        Assert.All(from, f => Assert.InRange(f, 0, tree.Length - 1));
        return [.. answers.GroupBy(a => a).OrderBy(g => g.Key).Select(g => g.Count())];
    }
}
