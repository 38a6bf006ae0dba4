using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;

namespace Pivot.Runner.Cli;

/// <summary>Finds the nodes of a plan by what a person types: a stage's name, and perhaps an arm and a seed.</summary>
internal static class StageLookup
{
    /// <summary>The distinct nodes in plan order; empty with a <paramref name="mistake"/> that says why, for a person.</summary>
    public static IReadOnlyList<PlanNode> Find(Plan plan, string stage, string? arm, long? seed, out string? mistake)
    {
        var seeds = plan.Trials.Select(t => t.Seed).Distinct().ToList();
        var named = plan.Trials.SelectMany(t => t.Stages.Keys).Concat(plan.Nodes.Select(n => n.Stage)).Distinct().ToList();
        mistake = !named.Contains(stage) ? Unknown("stage", stage, named)
            : arm is not null && !plan.Arms.Contains(arm) ? Unknown("arm", arm, plan.Arms)
            : seed is { } one && !seeds.Contains(one) ? $"the spec has no seed {one}; its seeds are {string.Join(", ", seeds)}"
            : null;
        if (mistake is not null) return [];
        var asked = plan.Trials.Where(t => (arm is null || t.Arm == arm) && (seed is null || t.Seed == seed)).ToList();
        var keys = asked.Select(t => t.Stages.GetValueOrDefault(stage)).OfType<string>().ToHashSet();
        // What the compiler made is in no trial; it is found by its name and by who asks for it.
        var found = plan.Nodes.Where(n => keys.Contains(n.Key)
            || (n.Stage == stage && (arm is null || n.Arms.Contains(arm)) && (seed is null || n.Seeds.Contains(seed.Value)) && keys.Count == 0)).ToList();
        if (found.Count == 0) mistake = $"the arm '{arm}' leaves the stage '{stage}' out";
        return found;
    }

    private static string Unknown(string what, string found, IReadOnlyCollection<string> known) =>
        $"there is no {what} '{found}'; {NearestName.Hint(found, known)}";
}
