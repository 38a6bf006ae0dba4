namespace Pivot.Runner.Evaluation.Benchmarks;

/// <summary>A question that was put to a model, and what it said.</summary>
/// <param name="Id">The sample's id.</param>
/// <param name="Group">The group it is scored in.</param>
/// <param name="Question">The question's text.</param>
/// <param name="Expected">The right answer.</param>
/// <param name="Given">The model's answer.</param>
public sealed record BenchmarkAnswer(string Id, string Group, string Question, string Expected, string Given);
