namespace Pivot.Dsl.Plans.Building;

/// <summary>An arm at all its sweep points.</summary>
internal sealed record ArmVariants(string Arm, IReadOnlyList<Variant> Variants);
