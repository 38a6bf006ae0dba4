using Pivot.Dsl.Diagnostics;

namespace Pivot.Runner.Scripts;

/// <summary>What the F# compiler says about a place of a script.</summary>
/// <param name="Span">The place.</param>
/// <param name="IsError">Whether it is an error, otherwise a warning.</param>
/// <param name="Number">F#'s own number, <c>FS0039</c>.</param>
/// <param name="Text">What it says, on one line.</param>
internal sealed record FSharpMessage(SourceSpan Span, bool IsError, string Number, string Text);
