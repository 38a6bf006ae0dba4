namespace Pivot.Dsl.Plans;

/// <summary>What was found when looking at a view's data.</summary>
/// <param name="Digest">Digest of its content: equal content, equal digest, wherever it lies. Empty where there are problems.</param>
/// <param name="TextDigest">Digest of its text alone, which is what a tokenizer built from it depends on.</param>
/// <param name="Problems">What is wrong, each as the text of a diagnostic; empty when all is well.</param>
public sealed record DataInspection(string Digest, string TextDigest, IReadOnlyList<DataProblem> Problems)
{
    /// <summary>How much there is, or null where it was not counted.</summary>
    public DataCounts? Counts { get; init; }

    /// <summary>What a person should know and that stops nothing: that only a sample of the images was looked at.</summary>
    public IReadOnlyList<DataProblem> Remarks { get; init; } = [];
}
