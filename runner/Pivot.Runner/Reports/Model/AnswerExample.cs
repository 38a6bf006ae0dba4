namespace Pivot.Runner.Reports.Model;

/// <summary>A question and what each arm answered.</summary>
/// <param name="Question">The question.</param>
/// <param name="Group">Its group.</param>
/// <param name="Expected">The right answer.</param>
/// <param name="Answers">An answer a row of the benchmark's table, a right one followed by a tick; <c>–</c> where there is none.</param>
public sealed record AnswerExample(string Question, string Group, string Expected, IReadOnlyList<string> Answers);
