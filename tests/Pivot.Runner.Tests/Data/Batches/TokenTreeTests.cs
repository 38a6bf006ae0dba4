using Pivot.Runner.Data.Batches;

namespace Pivot.Runner.Tests.Data.Batches;

public class TokenTreeTests
{
    // image image | 10 11 | 20 (chosen) | 21 22 (rejected): both answers follow the prompt and do not see each other.
    private static TokenTree Pair()
    {
        var tree = new TokenTree([], 2, 2);
        var prompt = tree.AddPrompt(TokenTree.Root, [10, 11]);
        tree.AddAnswer(prompt, [20]);
        tree.AddAnswer(prompt, [21, 22]);
        return tree;
    }

    [Fact]
    public void Branches_go_on_counting_where_their_parent_ends()
    {
        long[] ids = new long[7], positions = new long[7];
        Pair().WriteTokens(ids, positions);
        Assert.Equal([2, 2, 10, 11, 20, 21, 22], ids);
        Assert.Equal([0, 1, 2, 3, 4, 4, 5], positions);
    }

    [Fact]
    public void A_token_sees_its_own_branch_and_what_is_above_and_padding_sees_itself()
    {
        var mask = new bool[8 * 8];
        Pair().WriteMask(mask, 8);
        string[] expected =
        [
            "10000000",
            "11000000",
            "11100000",
            "11110000",
            "11111000",
            "11110100",
            "11110110",
            "00000001",
        ];
        for (var row = 0; row < 8; row++)
            Assert.Equal(expected[row], string.Concat(mask.Skip(row * 8).Take(8).Select(b => b ? '1' : '0')));
    }

    [Fact]
    public void The_first_token_of_every_branch_is_predicted_from_the_end_of_its_parent()
    {
        List<long> from = [], targets = [], answers = [];
        Pair().WriteScored(100, 6, from, targets, answers);
        Assert.Equal([103, 103, 105], from);
        Assert.Equal([20, 21, 22], targets);
        Assert.Equal([6, 7, 7], answers);
    }

    [Fact]
    public void Only_a_chain_needs_no_mask()
    {
        var chain = new TokenTree([], 2, 2);
        chain.AddAnswer(chain.AddPrompt(TokenTree.Root, [10]), [11]);
        Assert.True(chain.IsChain);
        Assert.False(Pair().IsChain);
    }
}
