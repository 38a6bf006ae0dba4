using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Plans.Confounds;

/// <summary>Confounds as warnings, one an arm, at the arm's name.</summary>
public static class ConfoundWarnings
{
    private const int Most = 4;

    /// <summary>Adds them to a compilation's diagnostics. Does nothing where there is no plan.</summary>
    public static void Add(Compilation compilation)
    {
        if (compilation.Plan is not { } plan) return;
        int points = plan.Trials.Where(t => t.Arm == plan.Arms[0]).Select(t => string.Join('\n', t.Point)).Distinct().Count();
        foreach (var arm in ArmConfounds.Merged(plan).GroupBy(c => c.Arm))
        {
            var told = arm.Take(Most).Select(c => $"it {c.Sentence}{At(c, points)}").ToList();
            var more = arm.Count() > Most ? $"; and {arm.Count() - Most} more" : "";
            compilation.Diagnostics.Warning(DiagnosticCodes.Confound, compilation.PlaceOf($"arms.{arm.Key}"), $"arms.{arm.Key}",
                $"the arm '{arm.Key}' differs from '{plan.Arms[0]}' in more than it declares: {string.Join("; ", told)}{more}",
                "make the arms equal in it, or write the key that says so under the arm; the report prints the list");
        }
    }

    private static string At(Confound confound, int points)
    {
        if (points < 2) return "";
        var at = string.Join(", ", confound.Point.Select(p => $"{p.Key} = {p.Value}"));
        return confound.Points == 1 ? $" (at {at})" : $" (at {at}; likewise at {confound.Points - 1} more of {points} sweep points)";
    }
}
