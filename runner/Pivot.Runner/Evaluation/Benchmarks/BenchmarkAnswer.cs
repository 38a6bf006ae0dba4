using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Evaluation.Benchmarks;

/// <summary>A question that was put to a model, and what it said.</summary>
/// <param name="Id">The sample's id.</param>
/// <param name="Group">The group it is scored in.</param>
/// <param name="Question">The question's text.</param>
/// <param name="Expected">The right answer.</param>
/// <param name="Given">The model's answer.</param>
public sealed record BenchmarkAnswer(string Id, string Group, string Question, string Expected, string Given)
{
    /// <summary>What the answer looks like, which says how it is read.</summary>
    public AnswerForm Form { get; init; } = AnswerForm.Text;

    /// <summary>The options by letter, where the answer is one.</summary>
    public IReadOnlyDictionary<char, string> Options { get; init; } = new Dictionary<char, string>();

    /// <summary>The question that this one is a variant of, or null where the benchmark has none.</summary>
    public string? VariantOf { get; init; }

    /// <summary>What the model's words count as.</summary>
    public string Read => AnswerReading.Read(Form, Given, Options);
}
