namespace Pivot.Runner.Data.Samples;

/// <summary>A benchmark question with its expected answer and the group it is scored in.</summary>
public sealed record QuestionSample(string Id, ImageReference Image, string Question, string Answer, string Group);
