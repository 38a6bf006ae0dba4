using Pivot.Dsl.Sweeps;

namespace Pivot.Dsl.Plans.Building;

/// <summary>An arm at a sweep point.</summary>
internal sealed record Variant(string Arm, IReadOnlyList<Override> Point, StageGraph Graph);
