namespace Pivot.Runner.Evaluation.Metrics;

/// <summary>What a guesser without eyes may know of an item.</summary>
/// <param name="Question">The question's text.</param>
/// <param name="Answer">The right answer.</param>
/// <param name="Group">The group it is scored in.</param>
public sealed record BlindItem(string Question, string Answer, string Group);
