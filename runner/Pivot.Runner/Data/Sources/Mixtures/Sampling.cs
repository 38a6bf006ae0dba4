using System.Globalization;

namespace Pivot.Runner.Data.Sources.Mixtures;

/// <summary>
/// How much of a file is read, LLaVA-NeXT's <c>sampling_strategy</c>: <c>all</c>, or <c>first</c>, <c>end</c> or <c>random</c> with a number of
/// rows or a percentage, which is rounded up as its loader does (<c>math.ceil(p * n / 100)</c>, llava/train/train.py of LLaVA-NeXT).
/// </summary>
/// <param name="Strategy">all, first, end or random.</param>
/// <param name="Number">Rows, or per cent of them.</param>
/// <param name="IsPercentage">Whether the number is a percentage.</param>
internal sealed record Sampling(string Strategy, decimal Number, bool IsPercentage)
{
    /// <summary>The forms, for messages.</summary>
    public const string Forms = "all, first:N, end:N, random:N, where N is a number of rows of at least 1 or a percentage such as 5%";

    private const decimal MostRows = int.MaxValue;

    /// <summary>Reads a strategy; null where it is none.</summary>
    public static Sampling? Parse(string text)
    {
        if (text == "all") return new Sampling(text, 100, true);
        if (text.Split(':') is not [var strategy, var amount] || strategy is not ("first" or "end" or "random")) return null;
        var percentage = amount.EndsWith('%');
        var style = percentage ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
        return decimal.TryParse(percentage ? amount[..^1] : amount, style, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= MostRows
            ? new Sampling(strategy, number, percentage)
            : null;
    }

    /// <summary>Rows of a file of so many that are read: never more than there are.</summary>
    public int CountOf(int rows) => (int)Math.Min(rows, IsPercentage ? Math.Ceiling(Number * rows / 100) : Number);

    /// <summary>Numbers of the rows that are read, in the order they are read in.</summary>
    /// <param name="rows">Rows of the file.</param>
    /// <param name="random">Draws a random sample; each file has a stream of its own.</param>
    public IEnumerable<int> Rows(int rows, SeededRandom random)
    {
        var count = CountOf(rows);
        if (Strategy != "random") return Enumerable.Range(Strategy == "end" ? rows - count : 0, count);
        var order = new int[rows];
        for (var i = 0; i < rows; i++) order[i] = i;
        random.Shuffle(order.AsSpan());
        return order[..count];
    }
}
