using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Interpolation;

/// <summary>What a reference names.</summary>
/// <param name="Node">The value, everything put into it; broken when there is none.</param>
/// <param name="Problem">Why there is none, to be told wherever it is named; null when it is told already, or all is well.</param>
/// <param name="Hint">How to mend it, or null.</param>
/// <param name="Once">What the problem is known by when it is to be told once and not wherever it is met, or null.</param>
internal sealed record Target(Node Node, string? Problem = null, string? Hint = null, string? Once = null);
