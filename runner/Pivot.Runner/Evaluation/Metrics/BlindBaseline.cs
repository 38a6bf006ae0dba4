namespace Pivot.Runner.Evaluation.Metrics;

/// <summary>
/// The best answer that ignores the image: for every question text, the answer that is right most often. A benchmark is only about seeing as
/// far as a model is above this (Goyal et al. 2017, https://arxiv.org/abs/1612.00837, on the language prior of VQA).
/// </summary>
/// <remarks>
/// The answer is chosen with the benchmark's own answers at hand, so that no guesser without eyes can be better: the baseline errs on the
/// high side, which is the safe one. A text asked fewer than <see cref="FewestItems"/> times would be right by that choice alone; it gets
/// its group's most frequent answer instead. Leaving each item out of its own count was rejected: on exactly balanced questions the item
/// itself tips the count to the other side, and the baseline falls below chance.
/// </remarks>
public static class BlindBaseline
{
    /// <summary>A question text is judged by its own answers when it is asked at least this often.</summary>
    public const int FewestItems = 5;

    /// <summary>
    /// A guess for every item: the most frequent answer (<see cref="ExactMatch.Normalise"/>d) among the items with its question text, or
    /// among those of its group where the text is rare. Equal counts go to the ordinally first answer.
    /// </summary>
    public static IReadOnlyList<string> Guesses(IReadOnlyList<BlindItem> items)
    {
        var byQuestion = MostFrequent(items, i => ExactMatch.Normalise(i.Question), FewestItems);
        var byGroup = MostFrequent(items, i => i.Group, 1);
        return [.. items.Select(i => byQuestion.GetValueOrDefault(ExactMatch.Normalise(i.Question)) ?? byGroup[i.Group])];
    }

    /// <summary>Accuracy of the guesses, by group and over all.</summary>
    /// <exception cref="ArgumentException">There is no item.</exception>
    public static GroupScores Score(IReadOnlyList<BlindItem> items) =>
        GroupScores.Of(items.Zip(Guesses(items), (item, guess) => (item.Group, guess == ExactMatch.Normalise(item.Answer))));

    private static Dictionary<string, string> MostFrequent(IReadOnlyList<BlindItem> items, Func<BlindItem, string> key, int fewest) => items
        .GroupBy(key)
        .Where(g => g.Count() >= fewest)
        .ToDictionary(g => g.Key, g => g
            .GroupBy(i => ExactMatch.Normalise(i.Answer))
            .OrderByDescending(a => a.Count()).ThenBy(a => a.Key, StringComparer.Ordinal)
            .First().Key);
}
