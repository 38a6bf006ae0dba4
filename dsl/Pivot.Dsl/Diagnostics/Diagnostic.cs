namespace Pivot.Dsl.Diagnostics;

/// <summary>One thing that is wrong, told to the person who wrote the spec: where, what was found, what is allowed, how to mend it.</summary>
/// <param name="Code"><c>PVTnnn</c>; the numbers are listed in <see cref="DiagnosticCodes"/>.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Span">The text a person wrote that causes it.</param>
/// <param name="Path">Dotted path of the value in the spec, such as <c>stages.post.beta</c>; empty for the whole file.</param>
/// <param name="Message">What was found and what is allowed, one sentence, no stack trace.</param>
/// <param name="Hint">How to mend it (the nearest known name, an example), or null.</param>
public sealed record Diagnostic(string Code, Severity Severity, SourceSpan Span, string Path, string Message, string? Hint = null)
{
    /// <summary>Other places that matter: where the value is put in by <c>${...}</c>, which file extends this one, the other half of a relation.</summary>
    public IReadOnlyList<DiagnosticNote> Notes { get; init; } = [];
}
