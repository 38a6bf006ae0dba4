using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Interpolation;

/// <summary>A value that <c>${...}</c> has put somewhere.</summary>
/// <param name="Path">Where it was put; an item of a list is at the path of the list.</param>
/// <param name="Use">The text that names it.</param>
/// <param name="Reference">What that text names.</param>
/// <param name="Target">The value.</param>
/// <param name="IsWhole">Whether the value became the whole of what was there, or a part of its text.</param>
internal sealed record Placement(string Path, ScalarNode Use, Reference Reference, Node Target, bool IsWhole);
