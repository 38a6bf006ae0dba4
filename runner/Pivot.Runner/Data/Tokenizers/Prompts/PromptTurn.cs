namespace Pivot.Runner.Data.Tokenizers.Prompts;

/// <summary>One turn in tokens.</summary>
/// <param name="Question">What stands between the image, or the turn before, and the answer: read, not scored. Empty where the format has no questions.</param>
/// <param name="Answer">The answer with what ends it: every token of it is scored.</param>
public sealed record PromptTurn(int[] Question, int[] Answer);
