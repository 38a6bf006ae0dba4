using Pivot.Dsl.Plans;
using Pivot.Runner.Reports.Model;

namespace Pivot.Runner.Reports.Building;

/// <summary>The report's rows out of a plan's trials: arm by arm, sweep point by sweep point.</summary>
internal static class ReportRows
{
    public static IReadOnlyList<ReportRow> Of(Plan plan)
    {
        var axes = plan.Trials.SelectMany(t => t.Point.Keys).Distinct().ToList();
        var points = plan.Trials.Select(t => PointOf(t, axes)).Distinct().ToList();
        var pointIndices = points.Select((point, index) => (point, index)).ToDictionary(p => p.point, p => p.index);
        var armIndices = plan.Arms.Select((arm, index) => (arm, index)).ToDictionary(a => a.arm, a => a.index);
        var rows = new List<ReportRow>();
        var baselines = new BaselineRows();
        foreach (var group in plan.Trials.GroupBy(t => (t.Arm, Point: PointOf(t, axes))))
        {
            var (arm, point) = group.Key;
            var trials = group.ToList();
            // A sweep over a single arm is compared with its first point; otherwise with the baseline arm at the same point.
            var baseline = plan.Arms.Count == 1 ? rows.FirstOrDefault() : arm == plan.Arms[0] ? null : baselines.For(trials[0].Point);
            var row = new ReportRow
            {
                Label = point.Length == 0 ? arm : plan.Arms.Count > 1 ? $"{arm} ({point})" : point,
                Arm = arm,
                Point = point,
                ArmIndex = armIndices[arm],
                PointIndex = pointIndices[point],
                Baseline = baseline,
                Trials = trials,
            };
            rows.Add(row);
            if (arm == plan.Arms[0]) baselines.Add(row);
        }
        return rows;
    }

    private static string PointOf(Trial trial, IReadOnlyList<string> axes) =>
        string.Join(", ", trial.Point.Select(p => $"{ShortName(p.Key, axes)} {p.Value}"));

    // models.nano.vision_tower.depth -> depth, as long as no other axis ends in the same words.
    private static string ShortName(string axis, IReadOnlyList<string> axes)
    {
        var parts = axis.Split('.');
        for (var length = 1; length < parts.Length; length++)
        {
            var tail = string.Join('.', parts[^length..]);
            if (axes.Count(a => a == tail || a.EndsWith('.' + tail, StringComparison.Ordinal)) == 1) return tail;
        }
        return axis;
    }
}
