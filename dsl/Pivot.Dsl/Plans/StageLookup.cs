using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Plans;

/// <summary>Finds the nodes of a plan by what a person types: a stage's name or the beginning of a key, and perhaps an arm and a seed.</summary>
public static class StageLookup
{
    private const int ShortestKey = 4;

    /// <summary>
    /// The distinct nodes in plan order, the baseline's first; empty with a <paramref name="mistake"/> that says why, for a person. What the compiler made has
    /// a name too (<c>post.reference</c>).
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="text">Name of a stage, or the beginning of a key, at least 4 hex digits.</param>
    /// <param name="arm">The arm, or null for all.</param>
    /// <param name="seed">The seed of the trial, or null for all.</param>
    /// <param name="mistake">Why there is none, with the nearest name; null when there is one.</param>
    public static IReadOnlyList<PlanNode> Find(Plan plan, string text, string? arm, long? seed, out string? mistake)
    {
        var seeds = plan.Trials.Select(t => t.Seed).Distinct().ToList();
        var named = plan.Trials.SelectMany(t => t.Stages.Keys).Concat(plan.Nodes.Select(n => n.Stage)).Distinct().ToList();
        mistake = arm is not null && !plan.Arms.Contains(arm) ? Unknown("arm", arm, plan.Arms)
            : seed is { } one && !seeds.Contains(one) ? $"the spec has no seed {one}; its seeds are {string.Join(", ", seeds)}"
            : null;
        if (mistake is not null) return [];
        var asked = plan.Trials.Where(t => (arm is null || t.Arm == arm) && (seed is null || t.Seed == seed)).ToList();
        var keys = asked.Select(t => t.Stages.GetValueOrDefault(text)).OfType<string>().ToHashSet();
        // What the compiler made is in no trial; it is found by its name and by who asks for it.
        var found = plan.Nodes.Where(n => keys.Contains(n.Key)
            || (n.Stage == text && (arm is null || n.Arms.Contains(arm)) && (seed is null || n.Seeds.Contains(seed.Value)) && keys.Count == 0)).ToList();
        if (found.Count > 0) return found;
        var begun = text.Length >= ShortestKey ? plan.Nodes.Where(n => n.Key.StartsWith(text, StringComparison.Ordinal)).ToList() : [];
        if (begun.Count == 1) return begun;
        mistake = begun.Count > 1 ? $"'{text}' is the beginning of {begun.Count} keys; give more of it"
            : named.Contains(text) ? $"the arm '{arm}' leaves the stage '{text}' out"
            : Unknown("stage", text, named);
        return [];
    }

    private static string Unknown(string what, string found, IReadOnlyCollection<string> known) =>
        $"there is no {what} '{found}'; {NearestName.Hint(found, known)}";
}
