using Pivot.Runner.Evaluation.Statistics;

namespace Pivot.Runner.Reports.Model;

/// <summary>A cell minus the baseline's cell of the same column.</summary>
public sealed record MeasureDifference
{
    /// <summary>Difference of the means.</summary>
    public required double Value { get; init; }

    /// <summary>95 % interval over seeds (Welch), or null where there are fewer than two seeds on a side or they do not vary.</summary>
    public Interval? OverSeeds { get; init; }

    /// <summary>95 % interval over items (paired bootstrap), or null where the metric is no mean over stored items.</summary>
    public Interval? OverItems { get; init; }

    /// <summary>Number of items on both sides, 0 without <see cref="OverItems"/>.</summary>
    public int Items { get; init; }

    /// <summary>What may be said.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The difference with its sign: <c>+0.031</c>.</summary>
    public string Text => Verdict == Verdict.Same ? "0" : Numbers.Signed(Value);

    /// <summary>The interval over seeds, or why there is none.</summary>
    public required string SeedsText { get; init; }

    /// <summary>The interval over items, or <c>–</c> where there is none.</summary>
    public required string ItemsText { get; init; }

    /// <summary>One sign for tables; the report explains them.</summary>
    public string Mark => Verdict switch
    {
        Verdict.Better => "▲",
        Verdict.Worse => "▼",
        Verdict.BetterOverItems or Verdict.BetterOverSeeds => "△",
        Verdict.WorseOverItems or Verdict.WorseOverSeeds => "▽",
        Verdict.Open => "≈",
        Verdict.Same => "=",
        _ => "",
    };

    /// <summary>The verdict in words.</summary>
    public required string VerdictText { get; init; }
}
