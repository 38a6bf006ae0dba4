using Pivot.Runner.Models.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Language;

/// <summary>A vocabulary of five tokens with probabilities 0.1, 0.4, 0.05, 0.25, 0.2 (at temperature 1).</summary>
public class TokenChoiceTests : ModelTest
{
    private const int Draws = 4000;
    private static readonly double[] Probabilities = [0.1, 0.4, 0.05, 0.25, 0.2];

    [Fact]
    public void Temperature_zero_takes_the_most_probable() =>
        Assert.Equal([1], new TokenChoice(new GenerationSettings { MaxNewTokens = 1, TopP = 0.1, TopK = 3 }).Next(Logits(1), [7], 0));

    // By hand: sorted 0.4, 0.25, 0.2, 0.1, 0.05; cumulated 0.4, 0.65, 0.85, 0.95, 1. The smallest set that reaches p:
    [Theory]
    [InlineData(0.39, new[] { 1 })]
    [InlineData(0.5, new[] { 1, 3 })]
    [InlineData(0.65001, new[] { 1, 3, 4 })]
    [InlineData(0.9, new[] { 0, 1, 3, 4 })]
    [InlineData(1, new[] { 0, 1, 2, 3, 4 })]
    public void Top_p_keeps_the_smallest_set_that_reaches_it(double topP, int[] kept) => Check(Shares(new GenerationSettings { MaxNewTokens = 1, Temperature = 1, TopP = topP }), kept, 1);

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(2, new[] { 1, 3 })]
    [InlineData(3, new[] { 1, 3, 4 })]
    [InlineData(9, new[] { 0, 1, 2, 3, 4 })]
    public void Top_k_keeps_so_many(int topK, int[] kept) => Check(Shares(new GenerationSettings { MaxNewTokens = 1, Temperature = 1, TopK = topK }), kept, 1);

    // The three best have 0.85 together: 0.4 is 0.47 of it, 0.65 is 0.76; so p = 0.7 keeps two of them (three of all five).
    [Fact]
    public void Top_p_counts_in_what_top_k_left() =>
        Check(Shares(new GenerationSettings { MaxNewTokens = 1, Temperature = 1, TopK = 3, TopP = 0.7 }), [1, 3], 1);

    // At temperature 1/2 probabilities are squared: 0.01, 0.16, 0.0025, 0.0625, 0.04 of 0.275.
    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Temperature_sharpens_and_flattens(double temperature) =>
        Check(Shares(new GenerationSettings { MaxNewTokens = 1, Temperature = temperature }), [0, 1, 2, 3, 4], 1 / temperature);

    [Fact]
    public void A_draw_belongs_to_seed_row_and_step()
    {
        var choice = new TokenChoice(new GenerationSettings { MaxNewTokens = 1, Temperature = 1, Seed = 3 });
        long[] rows = [.. Enumerable.Range(0, 50).Select(row => (long)row)];
        var first = choice.Next(Logits(50), rows, 0);
        Assert.Equal(first, choice.Next(Logits(50), rows, 0));
        Assert.Equal(first.Reverse(), choice.Next(Logits(50), [.. rows.Reverse()], 0));
        Assert.NotEqual(first, choice.Next(Logits(50), rows, 1));
        Assert.NotEqual(first, new TokenChoice(new GenerationSettings { MaxNewTokens = 1, Temperature = 1, Seed = 4 }).Next(Logits(50), rows, 0));
    }

    private static Tensor Logits(int rows) => tensor(Probabilities).log().to(ScalarType.Float32).unsqueeze(0).expand(rows, -1);

    private static double[] Shares(GenerationSettings settings)
    {
        var tokens = new TokenChoice(settings).Next(Logits(Draws), [.. Enumerable.Range(0, Draws).Select(row => (long)row)], 0);
        return [.. Enumerable.Range(0, Probabilities.Length).Select(token => tokens.Count(drawn => drawn == token) / (double)Draws)];
    }

    // Shares are the kept tokens' probabilities (to a power) over their sum, to four standard deviations; what is not kept never comes.
    private static void Check(double[] shares, int[] kept, double power)
    {
        var sum = kept.Sum(token => Math.Pow(Probabilities[token], power));
        for (var token = 0; token < shares.Length; token++)
        {
            var expected = kept.Contains(token) ? Math.Pow(Probabilities[token], power) / sum : 0;
            Assert.InRange(shares[token], expected - 4 * Math.Sqrt(expected * (1 - expected) / Draws), expected + 4 * Math.Sqrt(expected * (1 - expected) / Draws));
        }
    }
}
