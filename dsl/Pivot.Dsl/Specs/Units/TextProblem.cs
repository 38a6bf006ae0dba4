namespace Pivot.Dsl.Specs.Units;

/// <summary>Why a text cannot be read, and which part of it is to blame.</summary>
/// <param name="Start">Index of the part's first character.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Message">What is wrong, to stand behind the name of the key.</param>
/// <param name="Hint">How to mend it, or null.</param>
internal sealed record TextProblem(int Start, int Length, string Message, string? Hint);
