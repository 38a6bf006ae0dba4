namespace Pivot.Runner.Evaluation.Metrics;

/// <summary>
/// The best answer that ignores the image: what other items with the same question mostly answer. A benchmark is only about seeing as far
/// as a model is above this (Goyal et al. 2017, https://arxiv.org/abs/1612.00837, on the language prior of VQA).
/// </summary>
/// <remarks>
/// Each item is left out of its own count, otherwise a question asked once would always be answered right. The price: for a question whose
/// answers are exactly balanced the item itself tips the count to the other side, and its guess is wrong; with few items a text the
/// baseline is therefore a little low, never above the best constant answer.
/// </remarks>
public static class BlindBaseline
{
    /// <summary>
    /// A guess for every item: the most frequent answer (<see cref="ExactMatch.Normalise"/>d) among the other items with the same question
    /// text, else among the other items of the group; null where the group has no other item. Equal counts go to the ordinally first
    /// answer.
    /// </summary>
    public static IReadOnlyList<string?> Guesses(IReadOnlyList<BlindItem> items)
    {
        var byQuestion = new Dictionary<string, Dictionary<string, int>>();
        var byGroup = new Dictionary<string, Dictionary<string, int>>();
        var answers = items.Select(i => ExactMatch.Normalise(i.Answer)).ToArray();
        var questions = items.Select(i => ExactMatch.Normalise(i.Question)).ToArray();
        for (var i = 0; i < items.Count; i++)
        {
            Count(byQuestion, questions[i], answers[i]);
            Count(byGroup, items[i].Group, answers[i]);
        }
        return [.. items.Select((item, i) =>
            MostFrequentOther(byQuestion[questions[i]], answers[i]) ?? MostFrequentOther(byGroup[item.Group], answers[i]))];
    }

    /// <summary>Accuracy of the guesses, by group and over all.</summary>
    /// <exception cref="ArgumentException">There is no item.</exception>
    public static GroupScores Score(IReadOnlyList<BlindItem> items) =>
        GroupScores.Of(items.Zip(Guesses(items), (item, guess) => (item.Group, guess == ExactMatch.Normalise(item.Answer))));

    private static void Count(Dictionary<string, Dictionary<string, int>> counts, string key, string answer)
    {
        if (!counts.TryGetValue(key, out var answers)) counts[key] = answers = [];
        answers[answer] = answers.GetValueOrDefault(answer) + 1;
    }

    private static string? MostFrequentOther(Dictionary<string, int> counts, string own)
    {
        string? best = null;
        var most = 0;
        foreach (var (answer, count) in counts)
        {
            var others = answer == own ? count - 1 : count;
            if (others > most || (others == most && others > 0 && string.CompareOrdinal(answer, best) < 0)) (best, most) = (answer, others);
        }
        return best;
    }
}
