using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>An arm and the sweep points it is run at.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Tree">The spec of the arm.</param>
/// <param name="Points">The points, each the overrides it makes.</param>
internal sealed record ArmPoints(Arm Arm, MapNode Tree, IReadOnlyList<IReadOnlyList<Override>> Points)
{
    /// <summary>Where the compiler is, for what is wrong there; null where that is the whole spec.</summary>
    public string? Context => ContextOf(Arm);

    public static string? ContextOf(Arm arm) => arm.Name == Arm.Default && arm.Overrides.Count == 0 ? null : $"arm '{arm.Name}'";
}
