namespace Pivot.Runner.Evaluation.Metrics;

/// <summary>What answers of yes and no come to, yes being what is looked for (POPE, Li et al. 2023, https://arxiv.org/abs/2305.10355).</summary>
/// <param name="Precision">Of the answers yes, the share that is right, in [0, 1]; 0 without one.</param>
/// <param name="Recall">Of the questions whose answer is yes, the share that was given it, in [0, 1]; 0 without one.</param>
/// <param name="F1">Their harmonic mean; 0 where both are.</param>
/// <param name="YesRatio">Share of answers yes, in [0, 1].</param>
public sealed record YesNoScores(double Precision, double Recall, double F1, double YesRatio)
{
    /// <summary>Counts the items.</summary>
    /// <exception cref="ArgumentException">There is no item.</exception>
    public static YesNoScores Of(IReadOnlyCollection<(bool ExpectedYes, bool GivenYes)> items)
    {
        if (items.Count == 0) throw new ArgumentException("there is no item to score");
        double hits = items.Count(i => i is { ExpectedYes: true, GivenYes: true }), given = items.Count(i => i.GivenYes), wanted = items.Count(i => i.ExpectedYes);
        var (precision, recall) = (given == 0 ? 0 : hits / given, wanted == 0 ? 0 : hits / wanted);
        return new(precision, recall, precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall), given / items.Count);
    }
}
