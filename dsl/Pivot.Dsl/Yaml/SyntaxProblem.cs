using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Yaml;

/// <summary>Why a text is not YAML.</summary>
/// <param name="Start">Index of the text's character that is at fault.</param>
/// <param name="End">Index just behind it.</param>
/// <param name="Message">What was found, one sentence.</param>
/// <param name="Hint">How to mend it, or null.</param>
/// <param name="Code">The diagnostic's code.</param>
internal sealed record SyntaxProblem(int Start, int End, string Message, string? Hint = null, string Code = DiagnosticCodes.Syntax);
