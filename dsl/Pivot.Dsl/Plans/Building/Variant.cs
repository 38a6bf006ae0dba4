using Pivot.Dsl.Sweeps;

namespace Pivot.Dsl.Plans.Building;

/// <summary>An arm at a sweep point.</summary>
/// <param name="Point">The point's overrides.</param>
/// <param name="Changes">Those of them that are not inside a stage that is left out there.</param>
/// <param name="Graph">Its stages.</param>
internal sealed record Variant(IReadOnlyList<Override> Point, IReadOnlyList<Override> Changes, StageGraph Graph);
