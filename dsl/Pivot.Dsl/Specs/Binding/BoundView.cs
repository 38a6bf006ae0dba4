using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>A view and where it was written.</summary>
/// <param name="View">The view.</param>
/// <param name="Span">The text that names its file or folder: where problems of the data are reported.</param>
/// <param name="Path">Dotted path of that text.</param>
/// <param name="Problem">What is wrong with a file the compiler itself reads (class names); reported only if a stage reads the view.</param>
internal sealed record BoundView(DataView View, SourceSpan Span, string Path, Diagnostic? Problem);
