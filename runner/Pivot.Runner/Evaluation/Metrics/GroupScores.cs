namespace Pivot.Runner.Evaluation.Metrics;

/// <summary>Accuracy per group, and over all items.</summary>
/// <param name="Overall">Over all items: the plain share, so that a large group weighs more. Not the mean of the groups.</param>
/// <param name="Groups">By group, in ordinal order of names.</param>
public sealed record GroupScores(GroupScore Overall, IReadOnlyDictionary<string, GroupScore> Groups)
{
    /// <summary>Counts the items.</summary>
    /// <exception cref="ArgumentException">There is no item.</exception>
    public static GroupScores Of(IEnumerable<(string Group, bool Correct)> items)
    {
        var all = items.ToList();
        if (all.Count == 0) throw new ArgumentException("there is no item to score");
        var groups = new SortedDictionary<string, GroupScore>(StringComparer.Ordinal);
        foreach (var group in all.GroupBy(i => i.Group)) groups[group.Key] = Score([.. group]);
        return new(Score(all), groups);
    }

    private static GroupScore Score(List<(string Group, bool Correct)> items) =>
        new((double)items.Count(i => i.Correct) / items.Count, items.Count);
}
