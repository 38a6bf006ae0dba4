namespace Pivot.Dsl.Diagnostics;

/// <summary>A second place that explains a diagnostic.</summary>
/// <param name="Span">The place.</param>
/// <param name="Message">What is there: <c>put into 'stages.post.steps' by '${steps}' here</c>.</param>
public sealed record DiagnosticNote(SourceSpan Span, string Message);
