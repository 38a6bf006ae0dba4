namespace Pivot.Runner.Data.Samples;

/// <summary>An image, a question, and two answers of which the first is preferred.</summary>
public sealed record PreferenceSample(string Id, ImageReference Image, string Question, string Chosen, string Rejected)
{
    /// <summary>What was said before the question: read, not scored. Empty for most data.</summary>
    public IReadOnlyList<Turn> Before { get; init; } = [];
}
