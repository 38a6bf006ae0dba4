using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Sweeps;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Whether an arm sets what the sweep sets at the arm's points: one of the two would go unheard.</summary>
internal static class ArmAgainstSweep
{
    public static void Check(Arm arm, IReadOnlyList<IReadOnlyList<Override>> points, DiagnosticBag bag)
    {
        if (arm.Overrides.Count == 0) return;
        var swept = points.SelectMany(p => p).DistinctBy(o => (o.Key, o.Value)).Where(o => !o.RemovesStage)
            .SelectMany(o => o.Leaves().Select(leaf => (Leaf: leaf, o.Path))).DistinctBy(s => s.Leaf).ToDictionary(s => s.Leaf, s => s.Path);
        foreach (var change in arm.Overrides)
        {
            foreach (var path in change.Leaves().Select(Within).OfType<string>().Distinct())
            {
                bag.Error(DiagnosticCodes.ArmAgainstAxis, change.Key.Span, $"arms.{arm.Name}", $"the arm '{arm.Name}' sets '{path}', which the sweep varies", "vary it in one of the two");
            }
        }

        // A leaf of the arm that is a leaf of the sweep, or lies in one.
        string? Within(string leaf)
        {
            for (var path = leaf; ; path = path[..path.LastIndexOf('.')])
            {
                if (swept.TryGetValue(path, out var set)) return set;
                if (!path.Contains('.')) return null;
            }
        }
    }
}
