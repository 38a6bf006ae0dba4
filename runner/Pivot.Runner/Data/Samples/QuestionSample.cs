namespace Pivot.Runner.Data.Samples;

/// <summary>A benchmark question with its expected answer and the group it is scored in.</summary>
public sealed record QuestionSample(string Id, ImageReference Image, string Question, string Answer, string Group)
{
    /// <summary>What its answer looks like.</summary>
    public AnswerForm Form { get; init; } = AnswerForm.Text;

    /// <summary>Texts by letter where the answer is one; else empty.</summary>
    public IReadOnlyDictionary<char, string> Options { get; init; } = new Dictionary<char, string>();

    /// <summary>The question of which this one is a variant with its options in another order, or null where the set has none: right only if all variants are.</summary>
    public string? VariantOf { get; init; }
}
