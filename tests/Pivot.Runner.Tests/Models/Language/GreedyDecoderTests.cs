using Pivot.Runner.Models.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Language;

public class GreedyDecoderTests : ModelTest
{
    private const int MostTokens = 12;
    private readonly CausalLanguageModel model = Samples.NewLanguageModel(seed: 3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_padded_batch_gives_each_row_what_it_gets_alone()
    {
        var prompts = Prompts();
        var expected = prompts.Select(Slow).ToArray();
        var decoded = Batch(prompts, endToken: null);
        Assert.Equal(expected, decoded);
        Assert.True(expected.SelectMany(row => row).Distinct().Count() > 3, "the rows are too alike to test anything");
    }

    [Fact]
    public void A_row_stops_before_its_end_token_and_the_others_go_on()
    {
        var prompts = Prompts();
        var open = prompts.Select(Slow).ToArray();
        // The token that ends rows at the most different places, so that rows are dropped from the cache on the way.
        var end = open.SelectMany(row => row).Distinct().MaxBy(token => open.Select(row => Array.IndexOf(row, token)).Distinct().Count());
        var expected = open.Select(row => row.TakeWhile(token => token != end).ToArray()).ToArray();
        Assert.True(expected.Select(row => row.Length).Distinct().Count() >= 3, "too few different lengths to test anything");
        Assert.Equal(expected, Batch(prompts, end));
    }

    [Fact]
    public void No_new_tokens_asked_for_gives_none()
    {
        var ids = tensor(new long[] { 1, 2 }, [1, 2]);
        Assert.Equal([[]], GreedyDecoder.Decode(model, model.Embed(ids), null, 0, null, Cancel));
    }

    [Fact]
    public void Padding_on_the_right_and_empty_prompts_are_refused()
    {
        var embedded = model.Embed(tensor(new long[] { 1, 2 }, [1, 2]));
        Tensor Mask(bool first, bool second) => tensor(new[] { first, second }, [1, 2]);
        Assert.Contains("not padded on the left", Assert.Throws<ArgumentException>(
            () => GreedyDecoder.Decode(model, embedded, Mask(true, false), 1, null, Cancel)).Message);
        Assert.Contains("is empty", Assert.Throws<ArgumentException>(() => GreedyDecoder.Decode(model, embedded, Mask(false, false), 1, null, Cancel)).Message);
    }

    [Fact]
    public void A_cancelled_generation_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var embedded = model.Embed(tensor(new long[] { 1, 2 }, [1, 2]));
        Assert.Throws<OperationCanceledException>(() => GreedyDecoder.Decode(model, embedded, null, 4, null, source.Token));
    }

    private static int[][] Prompts()
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, 9).Select(row => Enumerable.Range(0, 1 + row % 5).Select(_ => random.Next(31)).ToArray())];
    }

    private int[][] Batch(int[][] prompts, int? endToken)
    {
        var longest = prompts.Max(prompt => prompt.Length);
        var ids = prompts.SelectMany(prompt => Enumerable.Repeat(0L, longest - prompt.Length).Concat(prompt.Select(id => (long)id))).ToArray();
        var real = prompts.SelectMany(prompt => Enumerable.Repeat(false, longest - prompt.Length).Concat(prompt.Select(_ => true))).ToArray();
        return GreedyDecoder.Decode(model, model.Embed(tensor(ids, [prompts.Length, longest])), tensor(real, [prompts.Length, longest]), MostTokens, endToken, Cancel);
    }

    // One row, no cache, the whole sequence again for every token.
    private int[] Slow(int[] prompt)
    {
        using var noGrad = no_grad();
        var tokens = prompt.Select(id => (long)id).ToList();
        for (var step = 0; step < MostTokens; step++)
        {
            using var scope = NewDisposeScope();
            var ids = tensor(tokens.ToArray(), [1, tokens.Count]);
            var hidden = model.Hidden(model.Embed(ids), arange(tokens.Count).unsqueeze(0));
            tokens.Add(model.Logits(hidden[0, tokens.Count - 1]).argmax().item<long>());
        }
        return [.. tokens.Skip(prompt.Length).Select(token => (int)token)];
    }
}
