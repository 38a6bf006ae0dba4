namespace Pivot.Runner.Models.Language;

/// <summary>How a model's answers are chosen.</summary>
public sealed record GenerationSettings
{
    /// <summary>Most tokens to add to a row.</summary>
    public required int MaxNewTokens { get; init; }

    /// <summary>Tokens at which a row ends; empty to always add <see cref="MaxNewTokens"/>.</summary>
    public IReadOnlyList<int> StopTokens { get; init; } = [];

    /// <summary>What the scores are divided by before they become probabilities; 0 always takes the most probable token (greedy).</summary>
    public double Temperature { get; init; }

    /// <summary>Only so many of the most probable tokens may be drawn; null for all of them.</summary>
    public int? TopK { get; init; }

    /// <summary>
    /// Nucleus sampling (arXiv 1904.09751): only the smallest set of most probable tokens that together reach this probability may be drawn. Above 0, 1 for all.
    /// </summary>
    public double TopP { get; init; } = 1;

    /// <summary>Seed of the draws. What a row draws depends on the seed and the row's number alone, not on the rows beside it.</summary>
    public long Seed { get; init; }

    /// <summary>Whether tokens are drawn; otherwise the most probable is taken.</summary>
    public bool Samples => Temperature > 0;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Check()
    {
        ShapeCheck.NotNegative(nameof(GenerationSettings), nameof(MaxNewTokens), MaxNewTokens);
        if (!(Temperature >= 0) || double.IsInfinity(Temperature))
            throw new ArgumentException($"GenerationSettings: Temperature is {Temperature}; it must be 0 (greedy) or positive");
        if (TopK is { } most) ShapeCheck.Positive(nameof(GenerationSettings), (nameof(TopK), most));
        if (!(TopP > 0 && TopP <= 1)) throw new ArgumentException($"GenerationSettings: TopP is {TopP}; it must be above 0 and at most 1");
    }
}
