namespace Pivot.Runner.Evaluation.Probes;

/// <summary>Training rows set aside to choose a hyper-parameter on.</summary>
internal static class HeldOutRows
{
    /// <summary>
    /// Splits row numbers so that about a fifth of each class is held out: at least one row of a class that has two, none of a class that
    /// has one. Both lists are ascending.
    /// </summary>
    public static (int[] Fit, int[] HeldOut) Stratified(IReadOnlyList<int> labels, int seed)
    {
        var random = new Random(seed);
        var heldOut = new HashSet<int>();
        foreach (var group in Enumerable.Range(0, labels.Count).GroupBy(row => labels[row]).OrderBy(g => g.Key))
        {
            var rows = group.ToArray();
            if (rows.Length < 2) continue;
            random.Shuffle(rows);
            heldOut.UnionWith(rows.Take(Math.Max(1, (int)Math.Round(rows.Length / 5.0))));
        }
        return ([.. Enumerable.Range(0, labels.Count).Where(r => !heldOut.Contains(r))], [.. heldOut.Order()]);
    }
}
