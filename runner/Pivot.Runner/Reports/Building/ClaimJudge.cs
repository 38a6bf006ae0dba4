using Pivot.Dsl.Specs;
using Pivot.Runner.Evaluation.Statistics;
using Pivot.Runner.Reports.Model;

namespace Pivot.Runner.Reports.Building;

/// <summary>
/// Judges an expected relation by confidence intervals of the difference (left minus right). To find an interval of confidence c within ± margin is to
/// reject both one-sided hypotheses of a larger difference at level (1 - c)/2 each (TOST, Schuirmann 1987, doi:10.1007/BF01068419).
/// </summary>
internal static class ClaimJudge
{
    /// <summary>The verdict of one interval.</summary>
    public static ClaimVerdict Of(ExpectedRelation relation, double margin, Interval interval) => relation switch
    {
        ExpectedRelation.Above => interval.Low > margin ? ClaimVerdict.Held : interval.High <= margin ? ClaimVerdict.Refuted : ClaimVerdict.Undecided,
        ExpectedRelation.Below => interval.High < -margin ? ClaimVerdict.Held : interval.Low >= -margin ? ClaimVerdict.Refuted : ClaimVerdict.Undecided,
        _ => interval.Low >= -margin && interval.High <= margin ? ClaimVerdict.Held
            : interval.Low > margin || interval.High < -margin ? ClaimVerdict.Refuted : ClaimVerdict.Undecided,
    };

    /// <summary>The verdict of the intervals that can be given, which must agree, and on what it rests.</summary>
    public static (ClaimVerdict Verdict, string Why) Of(ExpectedRelation relation, double margin, Interval? seeds, Interval? items, string itemWord)
    {
        ClaimVerdict? overSeeds = seeds is { } s ? Of(relation, margin, s) : null, overItems = items is { } i ? Of(relation, margin, i) : null;
        return (overSeeds, overItems) switch
        {
            (null, null) => (ClaimVerdict.Undecided, $"no interval can be given, neither over seeds nor over {itemWord}"),
            ({ } one, null) => (one, On(one, "over seeds")),
            (null, { } one) => (one, On(one, $"over {itemWord}; nothing is known over seeds")),
            ({ } one, { } other) when one == other => (one, On(one, $"over seeds and {itemWord}")),
            ({ } one, { } other) => (ClaimVerdict.Undecided, $"the intervals do not agree: {Word(one)} over seeds, {Word(other)} over {itemWord}"),
        };
    }

    private static string On(ClaimVerdict verdict, string intervals) => verdict == ClaimVerdict.Undecided ? $"open {intervals}" : intervals;

    private static string Word(ClaimVerdict verdict) => verdict switch { ClaimVerdict.Held => "held", ClaimVerdict.Refuted => "refuted", _ => "undecided" };
}
