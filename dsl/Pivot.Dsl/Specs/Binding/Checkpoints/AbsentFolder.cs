using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Specs.Binding.Checkpoints;

/// <summary>A folder that a model names, that is not there, and whose widths are known all the same.</summary>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="What">What is in it: <c>vision tower</c>.</param>
/// <param name="Known">Its published name, or null where the spec writes its widths.</param>
/// <param name="At">Where it is written.</param>
/// <param name="Path">Dotted path of that place.</param>
internal sealed record AbsentFolder(string Folder, string What, string? Known, SourceSpan At, string Path);
