using Pivot.Runner.Models.Language;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Language;

public class TokenGeneratorTests : ModelTest
{
    private const int MostTokens = 12;
    private static readonly GenerationSettings Greedy = new() { MaxNewTokens = MostTokens };
    private static readonly GenerationSettings Drawn = Greedy with { Temperature = 1.5, TopK = 20, TopP = 0.95, Seed = 5 };
    private readonly CausalLanguageModel model = Samples.NewLanguageModel(seed: 3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_padded_batch_gives_each_row_what_it_gets_alone()
    {
        var prompts = Prompts();
        var expected = prompts.Select(Slow).ToArray();
        var decoded = Batch(prompts, Greedy);
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
        Assert.Equal(expected, Batch(prompts, Greedy with { StopTokens = [99, end] }));
    }

    [Fact]
    public void No_new_tokens_asked_for_gives_none()
    {
        var ids = tensor(new long[] { 1, 2 }, [1, 2]);
        Assert.Equal([[]], TokenGenerator.Generate(model, model.Embed(ids), null, new GenerationSettings { MaxNewTokens = 0 }, cancel: Cancel));
    }

    [Fact]
    public void Prompts_padded_on_the_right_give_what_those_padded_on_the_left_give()
    {
        var prompts = Prompts();
        Assert.Equal(Batch(prompts, Greedy), Batch(prompts, Greedy, right: true));
        Assert.Equal(Batch(prompts, Drawn), Batch(prompts, Drawn, right: true));
    }

    [Fact]
    public void Pads_between_tokens_and_empty_prompts_are_refused()
    {
        var embedded = model.Embed(tensor(new long[] { 1, 2, 3 }, [1, 3]));
        Assert.Contains("pads between its tokens", Refusal(true, false, true));
        Assert.Contains("is empty", Refusal(false, false, false));

        string Refusal(params bool[] mask) => Assert.Throws<ArgumentException>(
            () => TokenGenerator.Generate(model, embedded, tensor(mask, [1, 3]), Greedy, cancel: Cancel)).Message;
    }

    [Fact]
    public void A_cancelled_generation_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var embedded = model.Embed(tensor(new long[] { 1, 2 }, [1, 2]));
        Assert.Throws<OperationCanceledException>(() => TokenGenerator.Generate(model, embedded, null, Greedy, cancel: source.Token));
    }

    [Fact]
    public void What_a_row_draws_depends_on_the_seed_and_its_number_and_not_on_the_rows_beside_it()
    {
        var prompts = Prompts();
        var all = Batch(prompts, Drawn);
        Assert.Equal(all, Batch(prompts, Drawn));
        for (var row = 0; row < prompts.Length; row++) Assert.Equal(all[row], Batch([prompts[row]], Drawn, [row])[0]);
        int[] order = [6, 2, 8, 0];
        Assert.Equal(order.Select(row => all[row]), Batch([.. order.Select(row => prompts[row])], Drawn, [.. order.Select(row => (long)row)]));
        Assert.NotEqual(all, Batch(prompts, Drawn with { Seed = 6 }));
        // A group of samples of one prompt, as relative rewards want it: other numbers, other texts.
        var group = Batch([prompts[4], prompts[4], prompts[4], prompts[4]], Drawn with { Temperature = 6 }, [40, 41, 42, 43]);
        Assert.Equal(4, group.Select(row => string.Join(' ', row)).Distinct().Count());
    }

    [Fact]
    public void Any_of_several_stop_tokens_ends_a_row()
    {
        var prompts = Prompts();
        var open = Batch(prompts, Greedy);
        int[] stops = [.. open.Select(row => row[5]).Distinct().Take(2)];
        Assert.Equal(2, stops.Length);
        var expected = open.Select(row => row.TakeWhile(token => !stops.Contains(token)).ToArray()).ToArray();
        Assert.Equal(expected, Batch(prompts, Greedy with { StopTokens = stops }));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Contains("TopP is 0", Refusal(Greedy with { TopP = 0 }));
        Assert.Contains("TopP is 1.5", Refusal(Greedy with { TopP = 1.5 }));
        Assert.Contains("Temperature is -1", Refusal(Greedy with { Temperature = -1 }));
        Assert.Contains("Temperature is NaN", Refusal(Greedy with { Temperature = double.NaN }));
        Assert.Contains("TopK is 0", Refusal(Greedy with { TopK = 0 }));
        Assert.Contains("2 row numbers are given for 1 prompts",
            Assert.Throws<ArgumentException>(() => Batch([[1]], Greedy, [1, 2])).Message);

        string Refusal(GenerationSettings settings) => Assert.Throws<ArgumentException>(() => Batch([[1]], settings)).Message;
    }

    private static int[][] Prompts()
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, 9).Select(row => Enumerable.Range(0, 1 + row % 5).Select(_ => random.Next(31)).ToArray())];
    }

    private int[][] Batch(int[][] prompts, GenerationSettings settings, IReadOnlyList<long>? rows = null, bool right = false)
    {
        var longest = prompts.Max(prompt => prompt.Length);
        var ids = prompts.SelectMany(prompt => Padded(Array.ConvertAll(prompt, id => (long)id), 0L)).ToArray();
        var real = prompts.SelectMany(prompt => Padded(Array.ConvertAll(prompt, _ => true), false)).ToArray();
        return TokenGenerator.Generate(
            model, model.Embed(tensor(ids, [prompts.Length, longest])), tensor(real, [prompts.Length, longest]), settings, rows, Cancel);

        IEnumerable<T> Padded<T>(T[] row, T pad)
        {
            var pads = Enumerable.Repeat(pad, longest - row.Length);
            return right ? row.Concat(pads) : pads.Concat(row);
        }
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
