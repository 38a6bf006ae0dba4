using Pivot.Dsl.Specs;
using Pivot.Runner.Evaluation.Statistics;

namespace Pivot.Runner.Reports.Model;

/// <summary>A claim judged at one sweep point.</summary>
public sealed record ClaimEntry
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The claim as written.</summary>
    public required ClaimSpec Spec { get; init; }

    /// <summary>The sweep point; empty without a sweep.</summary>
    public required string Point { get; init; }

    /// <summary>What it expects, for a person: <c>dpo > sft by more than 0.010</c>.</summary>
    public required string Expected { get; init; }

    /// <summary>The left arm's cell; null where there is no such row.</summary>
    public MeasureCell? Left { get; init; }

    /// <summary>The right arm's cell; null where there is no such row.</summary>
    public MeasureCell? Right { get; init; }

    /// <summary>Left minus right; null where a side has no number.</summary>
    public double? Difference { get; init; }

    /// <summary>Interval of the difference over seeds, at the claim's confidence.</summary>
    public Interval? OverSeeds { get; init; }

    /// <summary>Interval of the difference over items, at the claim's confidence.</summary>
    public Interval? OverItems { get; init; }

    /// <summary>Number of items on both sides, 0 without <see cref="OverItems"/>.</summary>
    public int Items { get; init; }

    /// <summary>What the items are, such as <c>questions</c>.</summary>
    public string ItemWord { get; init; } = "items";

    /// <summary>The interval over seeds, or why there is none.</summary>
    public required string SeedsText { get; init; }

    /// <summary>The judgement.</summary>
    public required ClaimVerdict Verdict { get; init; }

    /// <summary>On what it rests, or why nothing can be said.</summary>
    public required string Why { get; init; }

    /// <summary>Since when it stands in the spec, and whether its numbers were there by then; empty where that was not recorded.</summary>
    public required string Registered { get; init; }

    /// <summary>The stages behind the numbers, linked.</summary>
    public required string Sources { get; init; }

    /// <summary>The interval over items, or <c>–</c>.</summary>
    public string ItemsText => OverItems is { } items ? Numbers.Range(items) : "–";

    /// <summary>The difference with its sign, or <c>–</c>.</summary>
    public string DifferenceText => Difference is { } difference ? Numbers.Signed(difference) : "–";

    /// <summary>The left arm's mean and deviation, or <c>–</c>.</summary>
    public string LeftText => Left?.Text ?? "–";

    /// <summary>The right arm's mean and deviation, or <c>–</c>.</summary>
    public string RightText => Right?.Text ?? "–";

    /// <summary>The judgement in a word.</summary>
    public string VerdictText => Verdict switch { ClaimVerdict.Held => "held", ClaimVerdict.Refuted => "refuted", _ => "undecided" };

    /// <summary>The confidence as printed: <c>95 %</c>.</summary>
    public string ConfidenceText => (100 * Spec.Confidence).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) + " %";
}
