namespace Pivot.Dsl.Interpolation;

/// <summary>A <c>${</c> in a text that cannot be read.</summary>
/// <param name="Start">Where it stands in the text.</param>
/// <param name="Length">How much of the text it is.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">How to mend it.</param>
internal sealed record TemplateProblem(int Start, int Length, string Message, string Hint);
