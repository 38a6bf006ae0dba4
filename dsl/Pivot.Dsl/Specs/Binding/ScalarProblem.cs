namespace Pivot.Dsl.Specs.Binding;

/// <summary>Why a scalar is not of the type asked for.</summary>
/// <param name="Code">The diagnostic's code.</param>
/// <param name="Expected">What was expected, as <c>a whole number</c>.</param>
/// <param name="Hint">How to mend it, or null.</param>
internal sealed record ScalarProblem(string Code, string Expected, string? Hint);
