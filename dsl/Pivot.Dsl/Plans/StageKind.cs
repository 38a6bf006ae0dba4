using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans;

/// <summary>What the compiler knows of a stage kind.</summary>
/// <param name="Name">The word after <c>kind:</c>.</param>
/// <param name="Version">Raised when the same inputs give other results; part of every key.</param>
/// <param name="Trains">Whether it leaves a model behind that a later stage can start from.</param>
/// <param name="Seeded">Whether its result depends on a seed.</param>
/// <param name="Accepts">Kinds of rows it reads.</param>
/// <param name="Metrics">Metrics it produces, the main one first.</param>
/// <param name="HasGroups">Whether it also produces <c>accuracy.GROUP</c> for every group of its questions.</param>
/// <param name="MadeByCompiler">Whether only the compiler makes it, never a file.</param>
public sealed record StageKind(
    string Name, int Version, bool Trains, bool Seeded, IReadOnlyList<SampleKind> Accepts, IReadOnlyList<MetricInfo> Metrics,
    bool HasGroups = false, bool MadeByCompiler = false);
