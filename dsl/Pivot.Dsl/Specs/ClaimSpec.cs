namespace Pivot.Dsl.Specs;

/// <summary>A claim registered before the run and judged by the report.</summary>
public sealed record ClaimSpec
{
    /// <summary>The metric it is about, <c>stage.metric</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>What is expected: <c>dpo > sft</c>, <c>dpo &lt; sft</c>, or <c>dpo = sft</c> (they differ by no more than <see cref="Margin"/>).</summary>
    public required string Expect { get; init; }

    /// <summary>How much the difference must exceed, in the metric's unit, at least 0; for <c>=</c> how much it may be, above 0.</summary>
    public double Margin { get; init; }

    /// <summary>Confidence of the interval that decides, between 0.5 and 1, both excluded.</summary>
    public double Confidence { get; init; } = 0.95;
}
